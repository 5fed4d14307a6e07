import { isJpeg, readJpeg } from "./jpeg.server";
import type { ContentType, NoPicture, PictureFile } from "./picture-file";
import { isPng, readPng } from "./png.server";
import { isWebp, readWebp } from "./webp.server";

/**
 * Reads any file from outside by its own bytes and lengths, and asks no more of it than browsers do to show a picture. A
 * picture without its end is not whole: one that a visitor brings may be so, because programs leave the end out; one that
 * was downloaded may not, because a broken download looks like that.
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

/** Tells a file's type by its first bytes, which are all that browsers go by; null for any other file. */
export function contentTypeOf(bytes: Uint8Array): ContentType | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPng(file)) return "image/png";
  if (isJpeg(file)) return "image/jpeg";
  return isWebp(file) ? "image/webp" : null;
}

const BEGINNINGS = ["\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "RIFF"].map((text) => Buffer.from(text, "latin1"));
/** The bytes up to and with the name that tells a WebP from other RIFF files. */
const RIFF_HEAD = 12;

/** Whether a file was cut so early that it has only the beginning of a picture's first bytes. */
function isBeginning(file: Buffer): boolean {
  if (file.length === 0 || file.length >= RIFF_HEAD) return false;
  return BEGINNINGS.some((beginning) =>
    beginning.subarray(0, file.length).equals(file.subarray(0, beginning.length)),
  );
}
