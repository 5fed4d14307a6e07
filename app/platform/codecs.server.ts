import jpegDecoder from "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm";
import jpegEncoder from "@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm";
import decodeJpeg, { init as initJpegDecoder } from "@jsquash/jpeg/decode";
import encodeAsJpeg, { init as initJpegEncoder } from "@jsquash/jpeg/encode";
import { decode as decodePng, initSync as initPngDecoder } from "@jsquash/png/codec/pkg/squoosh_png.js";
import pngDecoder from "@jsquash/png/codec/pkg/squoosh_png_bg.wasm";
import { initSync as initResizer, resize } from "@jsquash/resize/lib/resize/pkg/squoosh_resize.js";
import resizer from "@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm";
import webpDecoder from "@jsquash/webp/codec/dec/webp_dec.wasm";
import webpEncoder from "@jsquash/webp/codec/enc/webp_enc_simd.wasm";
import decodeWebp, { init as initWebpDecoder } from "@jsquash/webp/decode";
import encode, { init as initWebpEncoder } from "@jsquash/webp/encode";
import { placing, shownSize } from "./formats/orientation.server";
import type { ContentType, Orientation } from "./formats/picture-file";
import { readPicture } from "./formats/read-picture.server";

/** Red, green, blue, alpha, from 0 to 255, row by row. */
export type Pixels = { data: Uint8ClampedArray; width: number; height: number };

type Init = (module: WebAssembly.Module) => unknown;

/** What is ready rather than promises of it: in a Worker no request may await another's. Two may make the same codec ready. */
const ready = new Set<Init>();

/** Makes a codec ready. The packages' types know only an `init` that fetches the module by itself. */
async function make(init: unknown, module: WebAssembly.Module): Promise<void> {
  if (ready.has(init as Init)) return;
  await (init as Init)(module);
  ready.add(init as Init);
}

/** The pixels of a picture, upright whatever way the camera was held. @throws when it is not of this type. */
export async function decode(type: ContentType, bytes: ArrayBuffer): Promise<Pixels> {
  const file = readPicture(new Uint8Array(bytes));
  if (file.kind !== "picture" || file.type !== type) throw new Error(`not ${type}`);
  return upright(await decodeAsStored(type, bytes), file.orientation);
}

async function decodeAsStored(type: ContentType, bytes: ArrayBuffer): Promise<Pixels> {
  switch (type) {
    case "image/png":
      await make(initPngDecoder, pngDecoder);
      return decodePng(new Uint8Array(bytes));
    case "image/jpeg":
      await make(initJpegDecoder, jpegDecoder);
      return decodeJpeg(bytes, { preserveOrientation: false });
    case "image/webp":
      await make(initWebpDecoder, webpDecoder);
      return decodeWebp(bytes);
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

/** The package's fastest filter takes a sixth of the time of the best, and makes things smaller as well. */
const TRIANGLE = 0;

export async function resizeTo(
  to: { width: number; height: number },
  { data, width, height }: Pixels,
): Promise<Pixels> {
  await make(initResizer, resizer);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const premultiply = false;
  const linear = false;
  return { ...to, data: resize(bytes, width, height, to.width, to.height, TRIANGLE, premultiply, linear) };
}

/** The picture as WebP; `quality` from 0 to 100, `method` from 0, the fastest, to 6, the smallest. */
export async function encodeWebp(
  pixels: Pixels,
  options: { quality: number; method: number },
): Promise<ArrayBuffer> {
  await make(initWebpEncoder, webpEncoder);
  // Workers and Node have no ImageData; the encoder reads no more of it than there is here.
  return encode(pixels as ImageData, options);
}

/** The picture as JPEG, without its transparency; `quality` from 0 to 100. */
export async function encodeJpeg(pixels: Pixels, options: { quality: number }): Promise<ArrayBuffer> {
  await make(initJpegEncoder, jpegEncoder);
  return encodeAsJpeg(pixels as ImageData, { ...options, progressive: false });
}
