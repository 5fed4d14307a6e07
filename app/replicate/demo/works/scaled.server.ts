import type { Rows } from "./rows.server";

export type Size = readonly [width: number, height: number];

/** The size with no more than that many pixels, in the same ratio. */
export function sizeWithin(mostPixels: number, [width, height]: Size): Size {
  const share = Math.min(1, Math.sqrt(mostPixels / (width * height)));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

/** The taps of a cubic filter after Catmull and Rom: it keeps edges as steep as they were, where a linear one softens them. */
const TAPS = 4;

/** The picture at a larger size, with as many rows of the smaller one held at once as the filter has taps. */
export function scaled(picture: Rows, [width, height]: Size): Rows {
  if (width === picture.width && height === picture.height) return picture;
  return { width, height, hasAlpha: picture.hasAlpha, rows: () => scaledRows(picture, [width, height]) };
}

function* scaledRows(picture: Rows, [width, height]: Size): Generator<Uint8ClampedArray> {
  const across = tapsOf(picture.width, width);
  const down = tapsOf(picture.height, height);
  const source = picture.rows()[Symbol.iterator]();
  const held = Array.from({ length: TAPS }, () => new Float32Array(width * 4));
  const row = new Uint8ClampedArray(width * 4);
  let read = -1;
  for (let y = 0; y < height; y++) {
    const first = down.at[y * TAPS + TAPS - 1] ?? 0;
    for (; read < first; read++) stretch(source.next().value, across, held[(read + 1) % TAPS]);
    const [a = row, b = row, c = row, d = row] = Array.from(
      { length: TAPS },
      (_, tap) => held[(down.at[y * TAPS + tap] ?? 0) % TAPS],
    );
    const [p = 0, q = 0, r = 0, s = 0] = down.weights.subarray(y * TAPS, (y + 1) * TAPS);
    for (let i = 0; i < row.length; i++)
      row[i] = (a[i] ?? 0) * p + (b[i] ?? 0) * q + (c[i] ?? 0) * r + (d[i] ?? 0) * s;
    yield row;
  }
}

function stretch(row: Uint8ClampedArray | undefined, { at, weights }: Taps, into: Float32Array | undefined) {
  if (!row || !into) return;
  for (let i = 0, x = 0; i < at.length; i += TAPS, x += 4) {
    for (let part = 0; part < 4; part++)
      into[x + part] =
        (row[(at[i] ?? 0) * 4 + part] ?? 0) * (weights[i] ?? 0) +
        (row[(at[i + 1] ?? 0) * 4 + part] ?? 0) * (weights[i + 1] ?? 0) +
        (row[(at[i + 2] ?? 0) * 4 + part] ?? 0) * (weights[i + 2] ?? 0) +
        (row[(at[i + 3] ?? 0) * 4 + part] ?? 0) * (weights[i + 3] ?? 0);
  }
}

type Taps = { at: Int32Array; weights: Float32Array };

function tapsOf(from: number, to: number): Taps {
  const at = new Int32Array(to * TAPS);
  const weights = new Float32Array(to * TAPS);
  for (let i = 0; i < to; i++) {
    const place = ((i + 0.5) * from) / to - 0.5;
    const t = place - Math.floor(place);
    for (let tap = 0; tap < TAPS; tap++)
      at[i * TAPS + tap] = Math.min(Math.max(Math.floor(place) - 1 + tap, 0), from - 1);
    weights.set(
      [
        ((-t + 2) * t - 1) * t * 0.5,
        ((3 * t - 5) * t * t + 2) * 0.5,
        ((-3 * t + 4) * t + 1) * t * 0.5,
        (t - 1) * t * t * 0.5,
      ],
      i * TAPS,
    );
  }
  return { at, weights };
}
