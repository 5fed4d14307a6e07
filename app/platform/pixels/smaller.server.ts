import type { Pieces } from "../arriving/bytes.server";
import { decode, type Pixels, upright } from "../codecs.server";
import { shownSize } from "../formats/orientation.server";
import type { PictureFile } from "../formats/picture-file";
import { Averaging } from "./averaging.server";
import { readScaled, scaledSize } from "./jpeg-scaled.server";
import { readPngRows } from "./read-png-rows.server";
import { readWebpRows } from "./read-webp-rows.server";
import { averagedTo } from "./resized.server";

type Size = { width: number; height: number };
/** The size that is wanted of a picture of this size, no larger; both as it is shown, upright. */
export type Wanted = (shown: Size) => Size;
type File = Pick<PictureFile, "type" | "bare" | "width" | "height" | "orientation">;

/** Up to so many pixels a WebP is decoded whole, which is quicker; an isolate holds eight bytes a pixel meanwhile. */
const MOST_PIXELS_WHOLE = 4_200_000;

/**
 * The pixels of a picture at a smaller size, upright. A large one is never held whole: it is averaged row by row while it
 * is decoded, so that beside the file some megabytes are enough for any kind. Null when it cannot be taken apart. A JPEG in
 * several passes that is very large may come out smaller than wanted.
 */
export async function smallerOf(file: File, wanted: Wanted): Promise<Pixels | null> {
  const { type, bare, width, height } = file;
  try {
    switch (type) {
      case "image/png":
        return await smallerPng(bare, wanted);
      case "image/jpeg":
        return smallerJpeg(file, wanted);
      case "image/webp":
        if (width * height > MOST_PIXELS_WHOLE) return await smallerWebp(file, wanted);
        return averagedOf(await decode(type, joined(bare)), wanted);
    }
  } catch {
    return null;
  }
}

/** The same for a PNG that is read while it comes, and of which nothing need be in memory. */
export async function smallerPng(pieces: Pieces, wanted: Wanted): Promise<Pixels | null> {
  let average: Averaging | null = null;
  const read = await readPngRows(pieces, (head) => {
    const shown = shownSize(head, head.orientation);
    average = new Averaging(head, shownSize(wanted(shown), head.orientation));
    return average;
  });
  return read && average ? upright((average as Averaging).pixels(), read.orientation) : null;
}

function smallerJpeg({ bare, width, height, orientation }: File, wanted: Wanted): Pixels | null {
  const stored = shownSize({ width, height }, orientation);
  const to = shownSize(wanted({ width, height }), orientation);
  for (let side = sideFor(stored, to); side > 0; side--) {
    let average: Averaging | null = null;
    const begin = (size: Size) => {
      average = new Averaging(size, {
        width: Math.min(size.width, to.width),
        height: Math.min(size.height, to.height),
      });
    };
    const isRead = readScaled(bare, side, { begin, take: (rgba) => average?.take(rgba) });
    if (isRead && average) return upright((average as Averaging).pixels(), orientation);
  }
  return null;
}

async function smallerWebp(file: File, wanted: Wanted): Promise<Pixels | null> {
  const { width, height, orientation } = file;
  const stored = shownSize({ width, height }, orientation);
  const average = new Averaging(stored, shownSize(wanted({ width, height }), orientation));
  await readWebpRows(file.bare, average);
  return upright(average.pixels(), orientation);
}

/** How many eighths of a picture are enough for this size. */
function sideFor(stored: Size, to: Size): number {
  for (let side = 1; side < 8; side++) {
    const { width, height } = scaledSize(stored, side);
    if (width >= to.width && height >= to.height) return side;
  }
  return 8;
}

function joined(parts: Uint8Array[]): ArrayBuffer {
  return new Uint8Array(Buffer.concat(parts)).buffer;
}

function averagedOf(pixels: Pixels, wanted: Wanted): Pixels {
  return averagedTo(wanted(pixels), pixels);
}
