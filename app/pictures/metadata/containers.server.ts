import { crc32 } from "node:zlib";

/** What to send in place of the first `replaced` bytes, and what after the last. */
export type Insertion = { replaced: number; head: Uint8Array; tail: Uint8Array };

/** Where XMP belongs in each kind of file; null for a file that is not as its kind begins. `size` is the whole file's. */
export function insertionInto(
  contentType: string,
  start: Uint8Array,
  size: number,
  packet: Uint8Array,
): Insertion | null {
  switch (contentType) {
    case "image/png":
      return intoPng(start, packet);
    case "image/jpeg":
      return intoJpeg(start, packet);
    case "image/webp":
      return intoWebp(start, size, packet);
    default:
      return null;
  }
}

const NOTHING = new Uint8Array();

/** The signature and IHDR, which is always first and always of this size. */
const PNG_START = 33;

function intoPng(start: Uint8Array, packet: Uint8Array): Insertion | null {
  if (start.length < PNG_START || textAt(start, 12, 4) !== "IHDR") return null;
  // The chunk is as the XMP specification wants it: keyword, not compressed, no language, no translated keyword.
  const body = bytes("iTXt", "XML:com.adobe.xmp", 0, 0, 0, 0, 0, packet);
  const chunk = bytes(uint32(body.length - 4), body, uint32(crc32(body)));
  return { replaced: PNG_START, head: bytes(start.subarray(0, PNG_START), chunk), tail: NOTHING };
}

function intoJpeg(start: Uint8Array, packet: Uint8Array): Insertion | null {
  if (start[0] !== 0xff || start[1] !== 0xd8) return null;
  const jfif = start[2] === 0xff && start[3] === 0xe0 ? 2 + viewOf(start).getUint16(4) : 0;
  const replaced = 2 + jfif <= start.length ? 2 + jfif : 2;
  const body = bytes("http://ns.adobe.com/xap/1.0/", 0, packet);
  const length = body.length + 2;
  const segment = bytes(0xff, 0xe1, length >> 8, length & 0xff, body);
  return { replaced, head: bytes(start.subarray(0, replaced), segment), tail: NOTHING };
}

const RIFF_HEADER = 12;
const HAS_ALPHA = 0x10;
const HAS_XMP = 0x04;

/** XMP is the last chunk, and needs the extended header that says so in front. */
function intoWebp(start: Uint8Array, size: number, packet: Uint8Array): Insertion | null {
  if (start.length < 30 || textAt(start, 0, 4) !== "RIFF" || textAt(start, 8, 4) !== "WEBP") return null;
  const pad = (length: number) => new Uint8Array(length % 2);
  const chunk = bytes("XMP ", uint32(packet.length, true), packet, pad(packet.length));
  const tail = bytes(pad(size), chunk);

  if (textAt(start, RIFF_HEADER, 4) === "VP8X") {
    const flags = start[20] ?? 0;
    if (flags & HAS_XMP) return null;
    const riff = uint32(size + tail.length - 8, true);
    return { replaced: 21, head: bytes("RIFF", riff, start.subarray(8, 20), flags | HAS_XMP), tail };
  }
  const canvas = canvasOf(start);
  if (!canvas) return null;
  const { width, height, hasAlpha } = canvas;
  const flags = HAS_XMP | (hasAlpha ? HAS_ALPHA : 0);
  const sides = bytes(uint24(width - 1), uint24(height - 1));
  const extended = bytes("VP8X", uint32(10, true), flags, 0, 0, 0, sides);
  const riff = uint32(size + extended.length + tail.length - 8, true);
  return { replaced: RIFF_HEADER, head: bytes("RIFF", riff, "WEBP", extended), tail };
}

/** The size and transparency of a simple WebP, from its one picture's header: lossy and lossless have their own. */
function canvasOf(start: Uint8Array) {
  const view = viewOf(start);
  switch (textAt(start, RIFF_HEADER, 4)) {
    case "VP8 ":
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
        hasAlpha: false,
      };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return {
        width: (bits & 0x3fff) + 1,
        height: ((bits >> 14) & 0x3fff) + 1,
        hasAlpha: ((bits >> 28) & 1) === 1,
      };
    }
    default:
      return null;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

function textAt(from: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...from.subarray(offset, offset + length));
}

function uint32(value: number, isLittleEndian = false): Uint8Array {
  const four = new Uint8Array(4);
  viewOf(four).setUint32(0, value, isLittleEndian);
  return four;
}

function uint24(value: number): Uint8Array {
  return uint32(value, true).subarray(0, 3);
}

/** Joins text in ASCII, single bytes and runs of bytes, one after the other. */
function bytes(...parts: (string | number | Uint8Array)[]): Uint8Array {
  const runs = parts.map((part) => {
    if (typeof part === "number") return [part];
    return typeof part === "string" ? new TextEncoder().encode(part) : part;
  });
  const all = new Uint8Array(runs.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const run of runs) {
    all.set(run, offset);
    offset += run.length;
  }
  return all;
}
