import type { Pixels } from "~/platform/codecs.server";
import { fractal2, hash2, smoothstep } from "../painter/noise.server";
import type { Rows } from "./rows.server";
import { addColour, fieldOf, valueAt } from "./sample.server";
import type { Size } from "./scaled.server";

/** How many pixels come on each side. */
export type Sides = [left: number, top: number, right: number, bottom: number];

/** What a side outpaint adds, as a share of the picture's own side. */
const ONE_SIDE = 0.5;

/** How many pixels the words of FLUX Fill's field add on each side of a picture. */
export function sidesOf(outpaint: string | undefined, [width, height]: Size): Sides {
  const zoom = outpaint?.match(/^Zoom out ([\d.]+)x$/)?.[1];
  if (zoom) {
    const [across, down] = [width, height].map((side) => Math.round((side * (Number(zoom) - 1)) / 2));
    return [across ?? 0, down ?? 0, across ?? 0, down ?? 0];
  }
  const missing = Math.abs(width - height);
  const [half, rest] = [missing >> 1, missing - (missing >> 1)];
  const [aside, above] = [Math.round(width * ONE_SIDE), Math.round(height * ONE_SIDE)];
  switch (outpaint) {
    case "Make square":
      return width < height ? [half, 0, rest, 0] : [0, half, 0, rest];
    case "Left outpaint":
      return [aside, 0, 0, 0];
    case "Top outpaint":
      return [0, above, 0, 0];
    case "Right outpaint":
      return [0, 0, aside, 0];
    case "Bottom outpaint":
      return [0, 0, 0, above];
    default:
      return [0, 0, 0, 0];
  }
}

/** How deep into the picture its extensions look, as a share of the side: what lies deeper is not seen twice. */
const DEEP_ACROSS = 0.2;
const DEEP_DOWN = 0.14;
/** How far what is seen beyond the edge may be shifted, as a share of the shorter side. */
const LARGEST_SHIFT = 0.05;
/** The far end of an extension is softer: a share of it is read from a picture of an eighth of the size. */
const SOFT_CELL_PX = 8;
const SOFTEST = 0.9;
const GRAIN = 3;

/** Continues a picture beyond its edges: what lies within is seen again, bent and ever softer; the middle is untouched. */
export function extended(picture: Pixels, sides: Sides, seed: number): Rows {
  const [left, top, right, bottom] = sides;
  const width = left + picture.width + right;
  const height = top + picture.height + bottom;
  return {
    width,
    height,
    hasAlpha: false,
    rows: () => extendedRows(picture, [left, top], [width, height], seed),
  };
}

function* extendedRows(
  picture: Pixels,
  [left, top]: Size,
  [width, height]: Size,
  seed: number,
): Generator<Uint8ClampedArray> {
  const soft = softened(picture);
  const unit = Math.min(picture.width, picture.height);
  const noise = (salt: number) =>
    fieldOf(width, height, (x, y) => fractal2((x / unit) * 3, (y / unit) * 3, 3, seed + salt) - 0.5);
  const [across, down] = [noise(0), noise(50)];
  const row = new Uint8ClampedArray(width * 4);
  const seen = new Float32Array(4);
  for (let y = 0; y < height; y++) {
    const insideY = y - top;
    const beyondY = Math.max(-insideY, insideY - picture.height + 1, 0);
    for (let x = 0; x < width; x++) {
      const insideX = x - left;
      const beyond = Math.hypot(Math.max(-insideX, insideX - picture.width + 1, 0), beyondY);
      if (beyond === 0) {
        const from = (insideY * picture.width + insideX) * 4;
        for (let part = 0; part < 3; part++) row[x * 4 + part] = picture.data[from + part] ?? 0;
      } else {
        const shift = Math.min(beyond * 0.5, unit * LARGEST_SHIFT) * 2;
        const sourceX = seenAt(insideX, picture.width, DEEP_ACROSS) + valueAt(across, x, y) * shift;
        const sourceY = seenAt(insideY, picture.height, DEEP_DOWN) + valueAt(down, x, y) * shift;
        const softness = smoothstep(0, unit * 0.35, beyond) * SOFTEST;
        seen.fill((hash2(x, y, seed) - 0.5) * GRAIN);
        addColour(seen, 0, picture, sourceX, sourceY, 1 - softness);
        addColour(seen, 0, soft, sourceX / SOFT_CELL_PX - 0.5, sourceY / SOFT_CELL_PX - 0.5, softness);
        for (let part = 0; part < 3; part++) row[x * 4 + part] = seen[part] ?? 0;
      }
      row[x * 4 + 3] = 255;
    }
    yield row;
  }
}

/** The place that is seen beyond an edge: as in a mirror, but the further out, the slower it goes on. */
function seenAt(place: number, length: number, deep: number): number {
  const most = length * deep;
  const seen = (beyond: number) => most * (1 - Math.exp(-beyond / most));
  if (place < 0) return seen(-place);
  return place < length ? place : length - 1 - seen(place - length + 1);
}

/** The picture at an eighth of its size: the mean of each cell. */
function softened({ data, width, height }: Pixels): Pixels {
  const [columns, lines] = [Math.ceil(width / SOFT_CELL_PX), Math.ceil(height / SOFT_CELL_PX)];
  const sums = new Float32Array(columns * lines * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const to = (Math.floor(y / SOFT_CELL_PX) * columns + Math.floor(x / SOFT_CELL_PX)) * 4;
      const from = (y * width + x) * 4;
      for (let part = 0; part < 3; part++)
        sums[to + part] = (sums[to + part] ?? 0) + (data[from + part] ?? 0);
      sums[to + 3] = (sums[to + 3] ?? 0) + 1;
    }
  return {
    data: Uint8ClampedArray.from(sums, (sum, i) => sum / (sums[i | 3] || 1)),
    width: columns,
    height: lines,
  };
}
