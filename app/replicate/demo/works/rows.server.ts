import type { Pixels } from "~/platform/codecs.server";

/**
 * A picture that is made row by row from the top, so that one of 16 megapixels needs no more memory than a few rows of it.
 * Each row is red, green, blue, alpha, and may be written over once the next is asked for.
 */
export type Rows = {
  width: number;
  height: number;
  hasAlpha: boolean;
  rows: () => Iterable<Uint8ClampedArray>;
};

export function rowsOf({ data, width, height }: Pixels, hasAlpha = false): Rows {
  return {
    width,
    height,
    hasAlpha,
    *rows() {
      for (let y = 0; y < height; y++) yield data.subarray(y * width * 4, (y + 1) * width * 4);
    },
  };
}

/** The whole picture at once; for a picture of a few megapixels. */
export function pixelsOf({ width, height, rows }: Rows): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let at = 0;
  for (const row of rows()) {
    data.set(row, at);
    at += row.length;
  }
  return { data, width, height };
}
