import type { Pieces } from "../arriving/bytes.server";
import type { PictureFile } from "../formats/picture-file";
import { readPngRows, type Shown } from "./read-png-rows.server";
import { mayHaveAlpha, readWebpRows } from "./read-webp-rows.server";

/** What of a picture is transparent. A pixel is so from half on: a soft edge alone makes no picture transparent. */
export type Alpha = "none" | "some" | "all";
const HALF = 128;

/**
 * Looks through a PNG that comes piece by piece for pixels that are not seen, and for such that are. It holds a row at a
 * time. Null when it cannot be read to its last row.
 */
export async function alphaOfPng(pieces: Pieces): Promise<Alpha | null> {
  const seen = new AlphaSeen();
  let read: Shown | null = null;
  try {
    read = await readPngRows(pieces, () => seen);
  } catch {
    return null;
  }
  return read && seen.result;
}

/** The same of a WebP that was read. */
export async function alphaOfWebp({ bare }: Pick<PictureFile, "bare">): Promise<Alpha | null> {
  if (!mayHaveAlpha(bare)) return "none";
  const seen = new AlphaSeen();
  try {
    await readWebpRows(bare, seen);
  } catch {
    return null;
  }
  return seen.result;
}

/** Looks at rows for pixels that are not seen, and for such that are. */
class AlphaSeen {
  #hasClear = false;
  #hasSolid = false;

  take(rgba: ArrayLike<number>): void {
    for (let at = 3; at < rgba.length && !(this.#hasClear && this.#hasSolid); at += 4) {
      if ((rgba[at] ?? 255) < HALF) this.#hasClear = true;
      else this.#hasSolid = true;
    }
  }

  get result(): Alpha {
    if (!this.#hasClear) return "none";
    return this.#hasSolid ? "some" : "all";
  }
}
