import { isJpeg, readJpeg } from "./jpeg.server";
import type { ContentType, NoPicture, PictureFile } from "./picture-file";
import { isPng, readPng } from "./png.server";
import { isWebp, readWebp } from "./webp.server";

/**
 * What a file is, by its own bytes and lengths: the one walk through everything that is taken from outside. It asks no
 * more than browsers do to show a picture. One that has no end is a picture that is not whole: what somebody brings may be
 * so, because programs leave the end away; what is downloaded may not, because it is how a broken download looks.
 */
export function readPicture(bytes: Uint8Array): PictureFile | NoPicture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (contentTypeOf(file)) {
    case "image/png":
      return readPng(file);
    case "image/jpeg":
      return readJpeg(file);
    case "image/webp":
      return readWebp(file);
    case null:
      return { kind: isBeginning(file) ? "damaged" : "unknown" };
  }
}

/** By the first bytes, which are all that browsers go by. */
export function contentTypeOf(bytes: Uint8Array): ContentType | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPng(file)) return "image/png";
  if (isJpeg(file)) return "image/jpeg";
  return isWebp(file) ? "image/webp" : null;
}

const BEGINNINGS = ["\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "RIFF"].map((text) => Buffer.from(text, "latin1"));
/** Up to the name that tells a WebP from other RIFF files. */
const RIFF_HEAD = 12;

/** Cut so early that it is only the beginning of a picture's first bytes. */
function isBeginning(file: Buffer): boolean {
  if (file.length === 0 || file.length >= RIFF_HEAD) return false;
  return BEGINNINGS.some((beginning) =>
    beginning.subarray(0, file.length).equals(file.subarray(0, beginning.length)),
  );
}
