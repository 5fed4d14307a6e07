import { placing, shownSize } from "./formats/orientation.server";
import type { ContentType, Orientation, PictureFile } from "./formats/picture-file";
import { readPicture } from "./formats/read-picture.server";
import { jpegOf } from "./jpeg-out/jpeg.server";
import { readScaled } from "./pixels/jpeg-scaled.server";
import { readPngRows } from "./pixels/read-png-rows.server";
import { lookAtWebp, webpOf } from "./webp/webp.server";

/** Red, green, blue, alpha, from 0 to 255, row by row. */
export type Pixels = { data: Uint8ClampedArray; width: number; height: number };

/** The pixels of a picture, upright whatever way the camera was held. @throws when it is not of this type. */
export async function decode(type: ContentType, bytes: ArrayBuffer): Promise<Pixels> {
  const file = readPicture(new Uint8Array(bytes));
  if (file.kind !== "picture" || file.type !== type) throw new Error(`not ${type}`);
  return upright(await decodeAsStored(file, bytes), file.orientation);
}

async function decodeAsStored({ type, bare }: PictureFile, bytes: ArrayBuffer): Promise<Pixels> {
  if (type === "image/webp")
    return lookAtWebp(new Uint8Array(bytes), ({ data, ...size }) => ({
      data: new Uint8ClampedArray(data),
      ...size,
    }));
  const gathered = new Gathered();
  const isRead =
    type === "image/png"
      ? (await readPngRows(bare, (head) => gathered.begin(head))) !== null
      : readScaled(bare, WHOLE, gathered);
  if (!isRead) throw new Error(`no ${type}`);
  return gathered.pixels();
}

/** A JPEG in eighths of its size: all eight. */
const WHOLE = 8;

/** The rows of a picture, put together. */
class Gathered {
  #data = new Uint8ClampedArray();
  #size = { width: 0, height: 0 };
  #at = 0;

  begin({ width, height }: { width: number; height: number }): this {
    this.#size = { width, height };
    this.#data = new Uint8ClampedArray(width * height * 4);
    return this;
  }

  take(rgba: ArrayLike<number>): void {
    this.#data.set(rgba, this.#at);
    this.#at += this.#size.width * 4;
  }

  pixels(): Pixels {
    return { data: this.#data, ...this.#size };
  }
}

/** The pixels turned the way in which they are shown. */
export function upright({ data, width, height }: Pixels, orientation: Orientation): Pixels {
  if (orientation === 1) return { data, width, height };
  const { from, across, downwards } = placing({ width, height }, orientation);
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const turned = new Uint32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[from + y * downwards + x * across] = pixels[y * width + x] ?? 0;
  return { data: new Uint8ClampedArray(turned.buffer), ...shownSize({ width, height }, orientation) };
}

/** The picture as WebP; `quality` from 0 to 100, `method` from 0, the fastest, to 6, the smallest. */
export async function encodeWebp(
  pixels: Pixels,
  options: { quality: number; method: number },
): Promise<ArrayBuffer> {
  return webpOf(pixels, options);
}

/** The picture as JPEG, without its transparency; `quality` from 0 to 100. */
export async function encodeJpeg(pixels: Pixels, { quality }: { quality: number }): Promise<ArrayBuffer> {
  const { data, width, height } = pixels;
  function* rows() {
    for (let y = 0; y < height; y++) yield data.subarray(y * width * 4, (y + 1) * width * 4);
  }
  const parts: Uint8Array[] = [];
  for await (const part of jpegOf({ width, height, rows }, quality)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts)).buffer;
}
