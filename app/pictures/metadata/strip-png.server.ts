import { crc32 } from "node:zlib";
import { onlyOrientation } from "./orientation.server";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

/** The picture, and what decides how its colours look. Frames of an animation are not among them: its first is shown. */
const KEPT = new Set("IHDR PLTE IDAT IEND tRNS iCCP sRGB gAMA cHRM sBIT cICP mDCV cLLI bKGD".split(" "));

/** Chunk by chunk: the content's length, a name, the content, a checksum of the last two. */
export function stripPng(bytes: Uint8Array): Uint8Array[] | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!SIGNATURE.equals(file.subarray(0, SIGNATURE.length))) return null;
  const kept: Uint8Array[] = [SIGNATURE];
  const names = new Set<string>();
  for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
    const next = at + 12 + file.readUInt32BE(at);
    if (next > file.length) return null;
    if (crc32(file.subarray(at + 4, next - 4)) !== file.readUInt32BE(next - 4)) return null;
    const name = file.toString("latin1", at + 4, at + 8);
    if (names.size === 0 && name !== "IHDR") return null;
    names.add(name);
    if (KEPT.has(name)) kept.push(file.subarray(at, next));
    if (name === "eXIf") kept.push(...exif(file.subarray(at + 8, next - 4)));
    if (name === "IEND") return names.has("IDAT") ? kept : null;
    at = next;
  }
  return null;
}

function exif(content: Uint8Array): Uint8Array[] {
  const tiff = onlyOrientation(content);
  if (!tiff) return [];
  const chunk = Buffer.alloc(12 + tiff.length);
  chunk.writeUInt32BE(tiff.length);
  chunk.write("eXIf", 4, "latin1");
  chunk.set(tiff, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), 8 + tiff.length);
  return [chunk];
}
