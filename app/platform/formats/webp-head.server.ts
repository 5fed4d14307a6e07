import type { NoPicture } from "./picture-file";

export type Size = { width: number; height: number };

/** The bit of the chunk VP8X that announces several frames. */
const ANIMATION = 0x02;

/**
 * The size of the one picture that these chunks are. Of the pixels' chunk only the first bytes need be there, with its
 * `length` beside them.
 */
export function stillIn(
  chunks: Map<string, Buffer>,
  length?: number,
): { kind: "still"; size: Size } | NoPicture {
  const extended = chunks.get("VP8X");
  if (extended && (extended.length < 10 || ((extended[0] ?? 0) & ANIMATION) !== 0)) {
    return { kind: extended.length >= 10 && chunks.has("ANMF") ? "moving" : "damaged" };
  }
  const [lossy, lossless] = [chunks.get("VP8 "), chunks.get("VP8L")];
  const size = lossy ? sizeOfLossy(lossy, length) : lossless && sizeOfLossless(lossless);
  if (!size || (extended && !isOfSize(extended, size))) return { kind: "damaged" };
  return { kind: "still", size };
}

/** The size of a frame that needs no other: it follows a tag with the first part's length, and three fixed bytes. */
export function sizeOfLossy(content: Buffer, length = content.length): Size | null {
  if (content.length < 10 || content.readUIntBE(3, 3) !== 0x9d012a) return null;
  const tag = content.readUIntLE(0, 3);
  const isDependent = (tag & 1) === 1;
  if (isDependent || 10 + (tag >> 5) > length) return null;
  return positive({ width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff });
}

function sizeOfLossless(content: Buffer): Size | null {
  if (content.length < 6 || content[0] !== 0x2f) return null;
  const bits = content.readUInt32LE(1);
  const isOfLaterVersion = bits >>> 29 !== 0;
  return isOfLaterVersion ? null : { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

function positive(size: Size): Size | null {
  return size.width > 0 && size.height > 0 ? size : null;
}

function isOfSize(extended: Buffer, { width, height }: Size): boolean {
  return extended.readUIntLE(4, 3) + 1 === width && extended.readUIntLE(7, 3) + 1 === height;
}
