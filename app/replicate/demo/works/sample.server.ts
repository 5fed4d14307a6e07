import type { Pixels } from "~/platform/codecs.server";
import { clamp } from "../painter/noise.server";

/** A field of numbers that varies slowly over a picture, known only every `CELL_PX` pixels, since noise is dear. */
export type Field = { columns: number; values: Float32Array };

const CELL_PX = 8;

export function fieldOf(width: number, height: number, sample: (x: number, y: number) => number): Field {
  const columns = Math.ceil(width / CELL_PX) + 1;
  const lines = Math.ceil(height / CELL_PX) + 1;
  const values = Float32Array.from({ length: columns * lines }, (_, i) =>
    sample((i % columns) * CELL_PX, Math.floor(i / columns) * CELL_PX),
  );
  return { columns, values };
}

export function valueAt({ columns, values }: Field, x: number, y: number): number {
  const at = Math.floor(y / CELL_PX) * columns + Math.floor(x / CELL_PX);
  const [tx, ty] = [(x % CELL_PX) / CELL_PX, (y % CELL_PX) / CELL_PX];
  const upper = (values[at] ?? 0) * (1 - tx) + (values[at + 1] ?? 0) * tx;
  const lower = (values[at + columns] ?? 0) * (1 - tx) + (values[at + columns + 1] ?? 0) * tx;
  return upper * (1 - ty) + lower * ty;
}

/** Adds a share of a picture's colour at a place between four pixels. */
export function addColour(
  to: Float32Array | Uint8ClampedArray,
  at: number,
  { data, width, height }: Pixels,
  x: number,
  y: number,
  share = 1,
) {
  const column = clamp(Math.floor(x), 0, width - 1);
  const line = clamp(Math.floor(y), 0, height - 1);
  const [tx, ty] = [clamp(x - column), clamp(y - line)];
  const a = (line * width + column) * 4;
  const across = column + 1 < width ? 4 : 0;
  const down = line + 1 < height ? width * 4 : 0;
  for (let part = 0; part < 4; part++) {
    const upper = (data[a + part] ?? 0) * (1 - tx) + (data[a + across + part] ?? 0) * tx;
    const lower = (data[a + down + part] ?? 0) * (1 - tx) + (data[a + down + across + part] ?? 0) * tx;
    to[at + part] = (to[at + part] ?? 0) + (upper * (1 - ty) + lower * ty) * share;
  }
}
