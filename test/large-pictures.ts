import { deflateSync } from "node:zlib";
import { encodeJpeg, type Pixels } from "~/platform/codecs.server";
import { pngChunk } from "./metadata";
import { encodeWebpElsewhere } from "./other-webp";
import { encoded } from "./real-pictures";

const SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** How a PNG stores its pixels: bytes a pixel, and the number that says which colours they are. */
const KINDS = { rgb: [3, 2], rgba: [4, 6] } as const;

/**
 * A PNG of any size, made in a moment: colours that change slowly across and downwards, and, where it has alpha, a left
 * half of which nothing is seen.
 */
export function largePng(width: number, height: number, kind: keyof typeof KINDS): Uint8Array<ArrayBuffer> {
  const [bytes, colour] = KINDS[kind];
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, colour], 8);
  const rows = Buffer.alloc(height * (1 + width * bytes));
  const row = Buffer.alloc(1 + width * bytes);
  for (let x = 0; x < width; x++) {
    row[1 + x * bytes] = (x * 255) / width;
    row[3 + x * bytes] = 90;
    if (kind === "rgba") row[4 + x * bytes] = x < width / 2 ? 0 : 255;
  }
  for (let y = 0; y < height; y++) {
    const green = Math.floor((y * 255) / height);
    for (let x = 0; x < width; x++) row[2 + x * bytes] = green;
    row.copy(rows, y * row.length);
  }
  const data = deflateSync(rows, { level: 1 });
  return new Uint8Array(
    Buffer.concat([SIGNATURE, pngChunk("IHDR", head), pngChunk("IDAT", data), pngChunk("IEND", "")]),
  );
}

/** The same colours as pixels. */
export function largePixels(width: number, height: number, { hasAlpha = false } = {}): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  const row = new Uint8ClampedArray(width * 4);
  for (let y = 0; y < height; y++) {
    const green = Math.floor((y * 255) / height);
    for (let x = 0, at = 0; x < width; x++, at += 4) {
      row[at] = Math.floor((x * 255) / width);
      row[at + 1] = green;
      row[at + 2] = 90;
      row[at + 3] = hasAlpha && x < width / 2 ? 0 : 255;
    }
    data.set(row, y * width * 4);
  }
  return { data, width, height };
}

export async function largeJpeg(
  width: number,
  height: number,
  { isProgressive = false } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const pixels = largePixels(width, height);
  return isProgressive
    ? encoded("image/jpeg", pixels)
    : new Uint8Array(await encodeJpeg(pixels, { quality: 80 }));
}

export async function largeWebp(
  width: number,
  height: number,
  { isLossless = false, hasAlpha = false } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const options = { quality: isLossless ? 0 : 80, method: 0, lossless: isLossless ? 1 : 0 };
  return new Uint8Array(await encodeWebpElsewhere(largePixels(width, height, { hasAlpha }), options));
}
