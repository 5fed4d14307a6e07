import { blend, type Canvas } from "./canvas.server";
import { lightOf } from "./colours/grade.server";
import { smoothstep } from "./noise.server";

/**
 * The sky of a column ends where the light, 0 to 1, falls this far below the darkest above: a sun, a cloud or a bright
 * horizon is lighter, and ends nothing.
 */
const DARKER = 0.1;
/** The lowest row at which a sky may end, as a share of the height; a column in which it does not end is sky down to it. */
const LOWEST = 0.6;
/** Pixels on either side of a column whose median is taken, so that a wire or a bird does not end the sky. */
const REACH = 16;
/** Pixels between the columns, and between the rows, that are looked at. */
const APART = 4;
/** A picture whose sky has a smaller share of the height than this counts as one without. */
const LEAST_SKY = 0.08;

/** The row where the sky ends, for each column; null when the picture has hardly any sky. */
export function skylineOf(canvas: Canvas): Float32Array | null {
  const { width, height } = canvas;
  const ends = Float32Array.from({ length: Math.ceil(width / APART) }, (_, i) => endOfSky(canvas, i * APART));
  const reach = REACH / APART;
  const skyline = Float32Array.from({ length: width }, (_, x) => {
    const i = Math.floor(x / APART);
    const near = ends.slice(Math.max(0, i - reach), i + reach + 1).sort();
    return near[near.length >> 1] ?? 0;
  });
  const mean = skyline.reduce((sum, y) => sum + y, 0) / width;
  return mean < height * LEAST_SKY ? null : skyline;
}

function endOfSky({ width, height, rgb }: Canvas, x: number): number {
  let darkest = 1;
  for (let y = 0; y < height * LOWEST; y += APART) {
    const at = (y * width + x) * 3;
    const light = lightOf([rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]);
    if (light < darkest - DARKER && y > 0) return y - APART / 2;
    darkest = Math.min(darkest, light);
  }
  return height * LOWEST;
}

/** Keeps what `paint` does only above the skyline; without a skyline it thins out towards the middle of the picture. */
export function paintAbove(canvas: Canvas, skyline: Float32Array | null, share: number, paint: () => void) {
  const { width, height, rgb } = canvas;
  const before = rgb.slice();
  paint();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const kept = skyline ? smoothstep(-3, 3, y - (skyline[x] ?? 0)) : smoothstep(0, 0.5, y / height);
      const at = (y * width + x) * 3;
      const alpha = 1 - (1 - kept) * share;
      blend(rgb, at, before[at] ?? 0, before[at + 1] ?? 0, before[at + 2] ?? 0, alpha);
    }
  }
}
