import type { Canvas } from "./canvas.server";

/** Visits the rows of a field that varies slowly: `sample` is asked every `cellPx` pixels only, since noise is dear. */
export function eachSoftRow(
  { width, height }: Canvas,
  cellPx: number,
  [fromY, toY]: readonly [number, number],
  sample: (x: number, y: number) => number,
  visit: (y: number, values: Float32Array) => void,
) {
  const columns = Math.ceil(width / cellPx) + 2;
  const values = new Float32Array(columns * cellPx);
  let above = new Float32Array(columns);
  let below = new Float32Array(columns);
  const sampleRow = (row: Float32Array, y: number) => {
    for (let column = 0; column < columns; column++) row[column] = sample(column * cellPx, y);
  };
  sampleRow(below, fromY);
  for (let y = fromY; y < Math.min(toY, height); y++) {
    const step = (y - fromY) % cellPx;
    if (step === 0) {
      [above, below] = [below, above];
      sampleRow(below, y + cellPx);
    }
    const down = step / cellPx;
    let left = (above[0] ?? 0) * (1 - down) + (below[0] ?? 0) * down;
    for (let column = 1; column < columns; column++) {
      const right = (above[column] ?? 0) * (1 - down) + (below[column] ?? 0) * down;
      const start = (column - 1) * cellPx;
      for (let x = 0; x < cellPx; x++) values[start + x] = left + ((right - left) * x) / cellPx;
      left = right;
    }
    visit(y, values);
  }
}
