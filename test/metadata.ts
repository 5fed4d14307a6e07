import { crc32, deflateSync } from "node:zlib";
import type { ContentType } from "./real-pictures";

/** The text that nobody may find in a picture whose metadata was removed. */
export const SECRET = "48.8584 N, 2.2945 E, by Jane Doe";

/** A block of Exif as cameras and phones write it: IFD0 with the orientation among others, and the place behind it. */
export function exifBlock(orientation: number, isLittle = true): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 3 * 12 + 4);
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(isLittle ? "II" : "MM", "latin1");
  short(42, 2);
  long(8, 4);
  short(3, 8);
  const entries = [
    { tag: 0x010f, type: 2, count: SECRET.length, value: () => long(tiff.length, 18) },
    { tag: 0x0112, type: 3, count: 1, value: () => short(orientation, 30) },
    { tag: 0x8825, type: 4, count: 1, value: () => long(tiff.length, 42) },
  ];
  entries.forEach(({ tag, type, count, value }, index) => {
    const at = 10 + index * 12;
    short(tag, at);
    short(type, at + 2);
    long(count, at + 4);
    value();
  });
  return Buffer.concat([tiff, Buffer.from(SECRET)]);
}

/** A colour profile of ICC's second version: three colours, a white and a curve, and the text in every place for one. */
export function colourProfile(text: string): Buffer {
  const xyz = (...values: number[]) => {
    const content = Buffer.alloc(20);
    content.write("XYZ ", "latin1");
    values.forEach((value, index) => void content.writeInt32BE(Math.round(value * 65_536), 8 + 4 * index));
    return content;
  };
  const curve = Buffer.from("curv\0\0\0\0\0\0\0\x01\x02\x33\0\0", "latin1");
  const described = Buffer.concat([
    Buffer.from(`desc\0\0\0\0\0\0\0${String.fromCharCode(text.length + 1)}${text}\0`, "latin1"),
    Buffer.alloc(78),
  ]);
  const tags: [string, Buffer][] = [
    ["desc", described],
    ["cprt", Buffer.from(`text\0\0\0\0${text}\0`, "latin1")],
    ["dmnd", described],
    ["dmdd", described],
    ["vued", described],
    ["meta", Buffer.from(`dict\0\0\0\0${text}`, "latin1")],
    ["zzzz", Buffer.from(text)],
    ["wtpt", xyz(0.9642, 1, 0.8249)],
    ["rXYZ", Buffer.concat([xyz(0.4361, 0.2225, 0.0139), Buffer.from(text)])],
    ["gXYZ", xyz(0.3851, 0.7169, 0.0971)],
    ["bXYZ", xyz(0.1431, 0.0606, 0.7141)],
    ...["rTRC", "gTRC", "bTRC"].map((name): [string, Buffer] => [name, curve]),
  ];
  const head = Buffer.alloc(128 + 4 + 12 * tags.length);
  head.writeUInt32BE(0x02100000, 8);
  head.write("mntrRGB XYZ ", 12, "latin1");
  head.write("acspAPPL", 36, "latin1");
  head.write("Jane", 48, "latin1");
  xyz(0.9642, 1, 0.8249).copy(head, 68, 8);
  head.writeUInt32BE(tags.length, 128);
  let end = head.length;
  tags.forEach(([name, content], index) => {
    head.write(name, 132 + 12 * index, "latin1");
    head.writeUInt32BE(end, 136 + 12 * index);
    head.writeUInt32BE(content.length, 140 + 12 * index);
    end += content.length;
  });
  const profile = Buffer.concat([head, ...tags.map(([, content]) => content)]);
  profile.writeUInt32BE(profile.length);
  return profile;
}

/** The picture with metadata of every kind that its format can carry. */
export function withMetadata(
  type: ContentType,
  bytes: Uint8Array,
  { exif = exifBlock(1), profile = colourProfile(SECRET) } = {},
): Uint8Array<ArrayBuffer> {
  const parts = { "image/jpeg": inJpeg, "image/png": inPng, "image/webp": inWebp }[type];
  return new Uint8Array(Buffer.concat([...parts(Buffer.from(bytes), exif, profile), Buffer.from(SECRET)]));
}

function inJpeg(file: Buffer, exif: Buffer, profile: Buffer): Buffer[] {
  const segment = (marker: number, content: Buffer | string) => {
    const segment = Buffer.concat([Buffer.from([0xff, marker, 0, 0]), Buffer.from(content)]);
    segment.writeUInt16BE(segment.length - 2, 2);
    return segment;
  };
  const afterJfif = 4 + file.readUInt16BE(4);
  return [
    file.subarray(0, afterJfif),
    segment(0xe0, `JFXX\0${SECRET}`),
    segment(0xe1, Buffer.concat([Buffer.from("Exif\0\0"), exif])),
    segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET}</x:xmpmeta>`),
    segment(0xe2, Buffer.concat([Buffer.from("ICC_PROFILE\0\x01\x01"), profile])),
    segment(0xe2, `MPF\0${SECRET}`),
    segment(0xed, `Photoshop 3.0\0${SECRET}`),
    Buffer.from([0xff, 0xff]),
    segment(0xfe, SECRET),
    file.subarray(afterJfif),
  ];
}

export function pngChunk(name: string, content: Buffer | string): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(name), Buffer.from(content), Buffer.alloc(4)]);
  chunk.writeUInt32BE(chunk.length - 12);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

function inPng(file: Buffer, exif: Buffer, profile: Buffer): Buffer[] {
  const afterHead = 8 + 25;
  const chunks = ["tEXt", "zTXt", "iTXt", "tIME", "unKn"].map((name) => pngChunk(name, `Comment\0${SECRET}`));
  return [
    file.subarray(0, afterHead),
    pngChunk("iCCP", Buffer.concat([Buffer.from(`${SECRET}\0\0`), deflateSync(profile)])),
    pngChunk("eXIf", exif),
    ...chunks,
    file.subarray(afterHead, -12),
    pngChunk("tEXt", SECRET),
    file.subarray(-12),
  ];
}

export function webpChunk(name: string, content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  const chunk = Buffer.concat([Buffer.from(`${name}....`), body, Buffer.alloc(body.length % 2)]);
  chunk.writeUInt32LE(body.length, 4);
  return chunk;
}

export function webpFile(chunks: Buffer[]): Buffer {
  const file = Buffer.concat([Buffer.from("RIFF....WEBP"), ...chunks]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

/** The encoder writes the simple format; metadata needs the extended one. */
function inWebp(file: Buffer, exif: Buffer, profile: Buffer): Buffer[] {
  const picture = file.subarray(12);
  const head = Buffer.alloc(10);
  const [width, height] = [picture.readUInt16LE(14) & 0x3fff, picture.readUInt16LE(16) & 0x3fff];
  head[0] = 0x20 | 0x08 | 0x04;
  head.writeUIntLE(width - 1, 4, 3);
  head.writeUIntLE(height - 1, 7, 3);
  const chunks = [
    webpChunk("VP8X", head),
    webpChunk("ICCP", profile),
    picture,
    webpChunk("EXIF", exif),
    webpChunk("XMP ", `<x:xmpmeta>${SECRET}</x:xmpmeta>`),
    webpChunk("UNKN", SECRET),
  ];
  return [webpFile(chunks)];
}
