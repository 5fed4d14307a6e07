import { crc32, deflateSync } from "node:zlib";

/** A square PNG of two colours, one above the other, which differ for each number: enough to tell pictures apart. */
export function plainPng(side: number, number: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Each pixel is one bit, an index into the palette.
  header.set([1, 3, 0, 0, 0], 8);
  const [red, green, blue] = [number * 47, number * 89, number * 151].map((value) => 64 + (value % 160));
  const palette = Buffer.from([red ?? 0, green ?? 0, blue ?? 0, green ?? 0, blue ?? 0, red ?? 0]);
  const row = (bits: number) => Buffer.concat([Buffer.alloc(1), Buffer.alloc(side / 8, bits)]);
  const rows = Array.from({ length: side }, (_, y) => row(y < side * 0.6 ? 0x00 : 0xff));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
