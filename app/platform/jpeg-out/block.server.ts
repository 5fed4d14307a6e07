const half = new Float32Array(64);

/** Takes a block of 8 by 8 apart into waves, in place. */
export function toWaves(block: Float32Array) {
  transform(block, half, 1, 8);
  transform(half, block, 8, 1);
}

const cosine = (sixteenths: number) => 0.5 * Math.cos((sixteenths * Math.PI) / 16);
const C1 = cosine(1);
const C2 = cosine(2);
const C3 = cosine(3);
const C4 = cosine(4);
const C5 = cosine(5);
const C6 = cosine(6);
const C7 = cosine(7);

/**
 * The cosine transform along each of eight lines that begin `line` apart, whose places are `step` apart. Places that mirror
 * each other are summed for the even waves and subtracted for the odd ones.
 */
function transform(from: Float32Array, to: Float32Array, step: number, line: number) {
  for (let start = 0; start < 8 * line; start += line) {
    const a = from[start] ?? 0;
    const b = from[start + step] ?? 0;
    const c = from[start + 2 * step] ?? 0;
    const d = from[start + 3 * step] ?? 0;
    const e = from[start + 4 * step] ?? 0;
    const f = from[start + 5 * step] ?? 0;
    const g = from[start + 6 * step] ?? 0;
    const h = from[start + 7 * step] ?? 0;
    const outer = a + h;
    const next = b + g;
    const inner = c + f;
    const middle = d + e;
    to[start] = (outer + next + inner + middle) * C4;
    to[start + 2 * step] = (outer - middle) * C2 + (next - inner) * C6;
    to[start + 4 * step] = (outer - next - inner + middle) * C4;
    to[start + 6 * step] = (outer - middle) * C6 - (next - inner) * C2;
    to[start + step] = (a - h) * C1 + (b - g) * C3 + (c - f) * C5 + (d - e) * C7;
    to[start + 3 * step] = (a - h) * C3 - (b - g) * C7 - (c - f) * C1 - (d - e) * C5;
    to[start + 5 * step] = (a - h) * C5 - (b - g) * C1 + (c - f) * C7 + (d - e) * C3;
    to[start + 7 * step] = (a - h) * C7 - (b - g) * C5 + (c - f) * C3 - (d - e) * C1;
  }
}
