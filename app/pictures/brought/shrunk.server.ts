import { encodeWebp, type Pixels } from "~/platform/codecs.server";
import type { ContentType, PictureFile } from "~/platform/formats/picture-file";
import { withProfile } from "~/platform/formats/webp.server";
import { smallerOf } from "~/platform/pixels/smaller.server";
import { LARGEST_SHRUNK_KB, MOST_MEGAPIXELS_SHRUNK } from "../limits";

export type Shrunk = {
  bytes: Uint8Array<ArrayBuffer>;
  content_type: ContentType;
  /** The size of the picture as it is shown, which is also how it is stored. */
  width: number;
  height: number;
};

/** Qualities that are tried in turn until a picture is small enough: few need the second. */
const QUALITIES = [90, 80, 65, 50, 35];
/** The fastest but one of the seven ways to encode WebP: a visitor waits for it. */
const METHOD = 1;
/** No side of a WebP is longer. */
const LONGEST_SIDE = 16_383;

/**
 * A picture that somebody brought, as a model is given it: upright, without anything beside its pixels and colours, with
 * `mostPixels` pixels at the most (of which no more than MOST_MEGAPIXELS_SHRUNK are ever given), and, unless it is noise
 * of several megapixels, in LARGEST_SHRUNK_KB. One that is so already stays as it is, byte for byte; any other becomes a
 * WebP, which keeps its transparency. Null for what cannot be taken apart, whatever its head says: `picture_damaged` is
 * what to tell. Up to 16 megapixels, of any kind, it fits into an isolate.
 */
export async function shrunk(file: PictureFile, mostPixels: number): Promise<Shrunk | null> {
  const { type, bare, width, height, orientation, profile } = file;
  const most = Math.min(mostPixels, MOST_MEGAPIXELS_SHRUNK * 1_000_000);
  const bytes = bare.reduce((sum, { length }) => sum + length, 0);
  if (orientation === 1 && width * height <= most && bytes <= LARGEST_SHRUNK_KB * 1000)
    return { bytes: new Uint8Array(Buffer.concat(bare)), content_type: type, width, height };
  const pixels = await smallerOf(file, (shown) => sizeWithin(shown, most));
  if (!pixels) return null;
  const webp = await encoded(pixels);
  return {
    bytes: profile ? new Uint8Array(Buffer.concat(withProfile(webp, profile))) : webp,
    content_type: "image/webp",
    width: pixels.width,
    height: pixels.height,
  };
}

/** The largest size of the same shape with so many pixels at the most. */
export function sizeWithin({ width, height }: { width: number; height: number }, most: number) {
  const scale = Math.min(1, Math.sqrt(most / (width * height)), LONGEST_SIDE / Math.max(width, height));
  const side = (length: number) => Math.min(Math.max(1, Math.floor(length * scale)), Math.max(1, most));
  return { width: side(width), height: side(height) };
}

async function encoded(pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array();
  for (const quality of QUALITIES) {
    bytes = new Uint8Array(await encodeWebp(pixels, { quality, method: METHOD }));
    if (bytes.length <= LARGEST_SHRUNK_KB * 1000) break;
  }
  return bytes;
}
