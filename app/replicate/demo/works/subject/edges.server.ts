import type { Pixels } from "~/platform/codecs.server";
import type { Mask } from "./mask.server";

/** Pixels of the mask on each side over which a line is laid through light and mask. */
const REACH = 4;
/** How even an area must be, as a variance of light from 0 to 1, for its edges to be left as the mask has them. */
const EVEN = 0.0008;

/**
 * The mask at the picture's own size, moved to the edges that the picture has: after He's guided filter, the mask is taken
 * for a line through the light of each neighbourhood, found in the small and applied to the large. 0 to 1, or a little beyond.
 */
export function followingEdges(mask: Mask, picture: Pixels): Float32Array {
  const { width, height, on } = mask;
  const light = lightAt(picture, width, height);
  const mean = (values: Float32Array) => boxed(values, width, height);
  const [meanLight, meanMask] = [mean(light), mean(Float32Array.from(on))];
  const both = mean(light.map((value, i) => value * (on[i] ?? 0)));
  const squares = mean(light.map((value) => value * value));
  const slope = meanLight.map(
    (m, i) => ((both[i] ?? 0) - m * (meanMask[i] ?? 0)) / ((squares[i] ?? 0) - m * m + EVEN),
  );
  const offset = meanMask.map((m, i) => m - (slope[i] ?? 0) * (meanLight[i] ?? 0));
  const [a, b] = [mean(slope), mean(offset)];
  const alpha = new Float32Array(picture.width * picture.height);
  for (let y = 0, i = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++, i++) {
      const column = ((x + 0.5) * width) / picture.width - 0.5;
      const line = ((y + 0.5) * height) / picture.height - 0.5;
      alpha[i] =
        between(a, width, height, column, line) * lightOf(picture.data, i * 4) +
        between(b, width, height, column, line);
    }
  return alpha;
}

const lightOf = (data: ArrayLike<number>, at: number) =>
  ((data[at] ?? 0) * 0.299 + (data[at + 1] ?? 0) * 0.587 + (data[at + 2] ?? 0) * 0.114) / 255;

function lightAt(picture: Pixels, width: number, height: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, i) => {
    const x = Math.floor((((i % width) + 0.5) * picture.width) / width);
    const y = Math.floor(((Math.floor(i / width) + 0.5) * picture.height) / height);
    return lightOf(picture.data, (y * picture.width + x) * 4);
  });
}

function boxed(values: Float32Array, width: number, height: number): Float32Array {
  const across = new Float32Array(values.length);
  const down = new Float32Array(values.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      across[y * width + x] = meanBetween(x, width, (column) => values[y * width + column] ?? 0);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      down[y * width + x] = meanBetween(y, height, (line) => across[line * width + x] ?? 0);
  return down;
}

function meanBetween(place: number, length: number, levelAt: (place: number) => number): number {
  const [from, to] = [Math.max(0, place - REACH), Math.min(length - 1, place + REACH)];
  let sum = 0;
  for (let i = from; i <= to; i++) sum += levelAt(i);
  return sum / (to - from + 1);
}

function between(values: Float32Array, width: number, height: number, x: number, y: number): number {
  const column = Math.min(Math.max(Math.floor(x), 0), width - 1);
  const line = Math.min(Math.max(Math.floor(y), 0), height - 1);
  const [tx, ty] = [Math.min(Math.max(x - column, 0), 1), Math.min(Math.max(y - line, 0), 1)];
  const at = line * width + column;
  const across = column + 1 < width ? 1 : 0;
  const down = line + 1 < height ? width : 0;
  const upper = (values[at] ?? 0) * (1 - tx) + (values[at + across] ?? 0) * tx;
  const lower = (values[at + down] ?? 0) * (1 - tx) + (values[at + down + across] ?? 0) * tx;
  return upper * (1 - ty) + lower * ty;
}
