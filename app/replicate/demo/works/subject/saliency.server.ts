import type { Pixels } from "~/platform/codecs.server";
import { clamp, smoothstep } from "../../painter/noise.server";

/** The edge of a picture from which its ground is known, as a share of the side. */
const EDGE = 0.04;
/** Rows above and below, as a share of the height, whose edges also count as this row's ground. */
const NEAR = 0.08;
/** What is brighter than this, 0 to 1, in the upper part is a sun or a moon and the glow around it, and no subject. */
const BRIGHT = 0.58;
const BRIGHTEST = 0.8;

const lightOf = ([red, green, blue]: Rgb) => (red * 0.299 + green * 0.587 + blue * 0.114) / 255;

type Rgb = readonly [number, number, number];

/**
 * How much each pixel stands out, about 0 to 255: its distance from the colours that lie at the left and right edges near
 * its row, from all that lie between those, and from the top; what is far from the middle counts less.
 */
export function saliencyOf(picture: Pixels): Float32Array {
  const { data, width, height } = picture;
  const edge = Math.max(2, Math.round(width * EDGE));
  const left = Array.from({ length: height }, (_, y) => meanOf(picture, 0, y, edge, 1));
  const right = Array.from({ length: height }, (_, y) => meanOf(picture, width - edge, y, edge, 1));
  const step = Math.max(1, Math.round((height * NEAR) / 2));
  const top = Array.from({ length: 8 }, (_, i) =>
    meanOf(picture, Math.floor((i * width) / 8), 0, width >> 3, edge),
  );
  const salient = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const grounds = [-2, -1, 0, 1, 2].map((i) => clamp(y + i * step, 0, height - 1));
    const isSky = smoothstep(0.7, 0.6, y / height);
    const down = 1 - 0.5 * smoothstep(0.42, 0.05, y / height);
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const pixel: Rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      let least = Number.POSITIVE_INFINITY;
      for (const ground of grounds) least = Math.min(least, offLine(pixel, left[ground], right[ground]));
      for (const colour of top) least = Math.min(least, offLine(pixel, colour, colour));
      const aside = 1 - 0.75 * smoothstep(0.35, 1, Math.abs(x / width - 0.5) * 2);
      const lamp = 1 - 0.9 * smoothstep(BRIGHT, BRIGHTEST, lightOf(pixel)) * isSky;
      salient[y * width + x] = Math.sqrt(least) * aside * down * lamp;
    }
  }
  return salient;
}

function meanOf({ data, width }: Pixels, fromX: number, fromY: number, across: number, down: number): Rgb {
  const sum: [number, number, number] = [0, 0, 0];
  for (let y = fromY; y < fromY + down; y++)
    for (let x = fromX; x < fromX + across; x++)
      for (let part = 0; part < 3; part++)
        sum[part] = (sum[part] ?? 0) + (data[(y * width + x) * 4 + part] ?? 0);
  return sum.map((part) => part / across / down) as unknown as Rgb;
}

/** The square of a colour's distance from the nearest mixture of two others. */
function offLine([r, g, b]: Rgb, from: Rgb = [0, 0, 0], to: Rgb = [0, 0, 0]): number {
  const [dr, dg, db] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
  const [pr, pg, pb] = [r - from[0], g - from[1], b - from[2]];
  const long = dr * dr + dg * dg + db * db;
  const t = long > 0 ? Math.min(Math.max((pr * dr + pg * dg + pb * db) / long, 0), 1) : 0;
  return (pr - dr * t) ** 2 + (pg - dg * t) ** 2 + (pb - db * t) ** 2;
}

/** The level that best parts what is above from what is below, after Otsu. */
export function partingLevel(values: Float32Array): number {
  const counts = new Float64Array(256);
  for (const value of values) {
    const level = Math.min(255, Math.floor(value));
    counts[level] = (counts[level] ?? 0) + 1;
  }
  const total = values.length;
  const all = counts.reduce((sum, count, level) => sum + count * level, 0);
  let [below, belowSum, best, found] = [0, 0, -1, 0];
  for (let level = 0; level < 255; level++) {
    below += counts[level] ?? 0;
    belowSum += (counts[level] ?? 0) * level;
    if (below === 0 || below === total) continue;
    const apart = belowSum / below - (all - belowSum) / (total - below);
    const between = below * (total - below) * apart * apart;
    if (between > best) [best, found] = [between, level];
  }
  return found + 1;
}
