/** A mask of zeros and ones, row by row. */
export type Mask = { width: number; height: number; on: Uint8Array };

/** Grows the ones by so many pixels on each side, or the zeros. */
export function grown({ width, height, on }: Mask, pixels: number, value: 0 | 1): Mask {
  let now = on;
  for (let i = 0; i < pixels; i++) {
    const before = now;
    now = before.map((own, at) => {
      const x = at % width;
      const touches =
        (x > 0 && before[at - 1] === value) ||
        (x < width - 1 && before[at + 1] === value) ||
        before[at - width] === value ||
        before[at + width] === value;
      return touches ? value : own;
    });
  }
  return { width, height, on: now };
}

/** A connected part of a mask, with the sum of the weights in it. */
export type Part = { pixels: number[]; weight: number; touchesEdge: boolean };

export function partsOf({ width, height, on }: Mask, value: 0 | 1, weights: Float32Array): Part[] {
  const seen = new Uint8Array(on.length);
  const parts: Part[] = [];
  for (let start = 0; start < on.length; start++) {
    if (seen[start] || on[start] !== value) continue;
    const part: Part = { pixels: [start], weight: 0, touchesEdge: false };
    seen[start] = 1;
    for (let i = 0; i < part.pixels.length; i++) {
      const at = part.pixels[i] ?? 0;
      const [x, y] = [at % width, Math.floor(at / width)];
      part.weight += weights[at] ?? 0;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) part.touchesEdge = true;
      for (const next of [x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at, at - width, at + width])
        if (next >= 0 && next < on.length && !seen[next] && on[next] === value) {
          seen[next] = 1;
          part.pixels.push(next);
        }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.weight - a.weight);
}

export function maskOf({ width, height }: { width: number; height: number }, parts: Part[]): Mask {
  const on = new Uint8Array(width * height);
  for (const { pixels } of parts) for (const at of pixels) on[at] = 1;
  return { width, height, on };
}

export const shareOf = ({ on }: Mask) => on.reduce((sum, one) => sum + one, 0) / on.length;
