import { crc32 } from "node:zlib";

/** A named part of a file: a chunk, or a JPEG's segment, whose name is its marker and whatever follows as a keyword. */
export type Part = { name: string; content: Buffer };

const XMP_OF_PNG = "XML:com.adobe.xmp\0";
const XMP_OF_JPEG = "http://ns.adobe.com/xap/1.0/\0";

/** All parts of a picture, in order. @throws when a length or a checksum is wrong, or when anything is left at the end. */
export function partsIn(bytes: Uint8Array): Part[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.toString("latin1", 0, 4) === "RIFF") return chunksOfWebp(file);
  return file[0] === 0xff ? segmentsOfJpeg(file) : chunksOfPng(file);
}

/** Every packet of XMP in a picture. */
export function xmpIn(bytes: Uint8Array): string[] {
  return partsIn(bytes)
    .filter(isXmp)
    .map(({ name, content }) => {
      if (name === "XMP ") return content.toString();
      if (name === "iTXt") return content.subarray(XMP_OF_PNG.length + 4).toString();
      return content.subarray(XMP_OF_JPEG.length).toString();
    });
}

/** What a picture is without its XMP and, in WebP, without the header that announces it. */
export function partsBesideXmp(bytes: Uint8Array): Part[] {
  return partsIn(bytes).filter((part) => !isXmp(part) && part.name !== "VP8X");
}

function isXmp({ name, content }: Part): boolean {
  if (name === "iTXt") return content.toString("latin1").startsWith(XMP_OF_PNG);
  return name === "XMP " || (name === "e1" && content.toString("latin1").startsWith(XMP_OF_JPEG));
}

function chunksOfPng(file: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    const sum = file.readUInt32BE(end - 4);
    if (crc32(file.subarray(at + 4, end - 4)) !== sum) throw new Error(`checksum at ${at}`);
    parts.push({ name: file.toString("latin1", at + 4, at + 8), content: file.subarray(at + 8, end - 4) });
    at = end;
  }
  if (parts.at(-1)?.name !== "IEND") throw new Error("no end");
  return parts;
}

function segmentsOfJpeg(file: Buffer): Part[] {
  const parts: Part[] = [];
  for (let at = 2; ; ) {
    const [ff, marker = 0] = file.subarray(at, at + 2);
    if (ff !== 0xff) throw new Error(`no marker at ${at}`);
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Coded bytes follow, to the end.
    if (marker === 0xda) return [...parts, { name: "da", content: file.subarray(at) }];
    const end = at + 2 + file.readUInt16BE(at + 2);
    parts.push({ name: marker.toString(16), content: file.subarray(at + 4, end) });
    at = end;
  }
}

function chunksOfWebp(file: Buffer): Part[] {
  if (file.readUInt32LE(4) !== file.length - 8 || file.length % 2 === 1) throw new Error("length");
  const parts: Part[] = [];
  for (let at = 12; at < file.length; ) {
    const end = at + 8 + file.readUInt32LE(at + 4);
    parts.push({ name: file.toString("latin1", at, at + 4), content: file.subarray(at + 8, end) });
    at = end + (end % 2);
    if (at > file.length) throw new Error(`chunk at ${at}`);
  }
  const [first] = parts;
  const announces = first?.name === "VP8X" && ((first.content[0] ?? 0) & 0x04) !== 0;
  if (announces !== parts.some(({ name }) => name === "XMP ")) throw new Error("announced");
  return parts;
}
