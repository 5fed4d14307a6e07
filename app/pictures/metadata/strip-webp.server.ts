import { onlyOrientation } from "./orientation.server";

const HEAD = 12;

/** The picture, its transparency, its colour profile. */
const KEPT = new Set(["VP8 ", "VP8L", "ALPH", "ICCP"]);

/** Bits of VP8X, which announces what else is there. */
const ANIMATION = 0x02;
const XMP = 0x04;
const EXIF = 0x08;

/** Chunk by chunk: a name, the content's length, the content, a byte more when it is odd. */
export function stripWebp(bytes: Uint8Array): Uint8Array[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, HEAD) !== "WEBP") return null;
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) return null;

  const kept: Uint8Array[] = [];
  const names = new Set<string>();
  let extended: Buffer | null = null;
  for (let at = HEAD; at < end; ) {
    if (at + 8 > end) return null;
    const length = file.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end) return null;
    const name = file.toString("latin1", at, at + 4);
    const chunk = file.subarray(at, next);
    if (name === "VP8X" && names.size === 0) {
      extended = stillAndBare(chunk);
      if (!extended) return null;
      kept.push(extended);
    }
    if (name === "EXIF" && extended) kept.push(...exif(chunk.subarray(8, 8 + length), extended));
    if (KEPT.has(name)) kept.push(chunk);
    names.add(name);
    at = next;
  }
  if (!names.has("VP8 ") && !names.has("VP8L")) return null;
  return [head(kept), ...kept];
}

/** What VP8X says without metadata; null for an animation, in whose frames anything may lie. */
function stillAndBare(chunk: Buffer): Buffer | null {
  const [flags] = chunk.subarray(8);
  if (flags === undefined || flags & ANIMATION) return null;
  const bare = Buffer.from(chunk);
  bare[8] = flags & ~(EXIF | XMP);
  return bare;
}

function exif(content: Uint8Array, extended: Buffer): Uint8Array[] {
  const tiff = onlyOrientation(content);
  if (!tiff) return [];
  extended[8] = (extended[8] ?? 0) | EXIF;
  const chunk = Buffer.alloc(8 + tiff.length);
  chunk.write("EXIF", "latin1");
  chunk.writeUInt32LE(tiff.length, 4);
  chunk.set(tiff, 8);
  return [chunk];
}

function head(chunks: Uint8Array[]): Buffer {
  const head = Buffer.from("RIFF....WEBP", "latin1");
  head.writeUInt32LE(4 + chunks.reduce((sum, { length }) => sum + length, 0), 4);
  return head;
}
