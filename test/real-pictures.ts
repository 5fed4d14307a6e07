import jpegDecoder from "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm";
import jpegEncoder from "@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm";
import decodeJpeg, { init as initJpegDecoder } from "@jsquash/jpeg/decode";
import encodeJpeg, { init as initJpegEncoder } from "@jsquash/jpeg/encode";
import png from "@jsquash/png/codec/pkg/squoosh_png_bg.wasm";
import decodePng, { init as initPngDecoder } from "@jsquash/png/decode";
import encodePng, { init as initPngEncoder } from "@jsquash/png/encode";
import webpDecoder from "@jsquash/webp/codec/dec/webp_dec.wasm";
import webpEncoder from "@jsquash/webp/codec/enc/webp_enc_simd.wasm";
import decodeWebp, { init as initWebpDecoder } from "@jsquash/webp/decode";
import encodeWebp, { init as initWebpEncoder } from "@jsquash/webp/encode";

export type Rgb = [number, number, number];
export type Pixels = { data: Uint8ClampedArray; width: number; height: number };
export type ContentType = "image/png" | "image/jpeg" | "image/webp";

type Init = (module: WebAssembly.Module) => Promise<unknown>;

/** All of one colour. */
export function plain(width: number, height: number, [red, green, blue]: Rgb): Pixels {
  return paint(width, height, () => [red, green, blue]);
}

/** With edges and a slow change, as pictures have. */
export function varied(width: number, height: number): Pixels {
  return paint(width, height, (x, y) => [
    (x * 255) / width,
    (y * 255) / height,
    (x >> 5) % 2 === (y >> 5) % 2 ? 200 : 40,
  ]);
}

/** The hardest to compress. */
export function noise(width: number, height: number): Pixels {
  let seed = 1;
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed >>> 24;
  };
  return paint(width, height, () => [next(), next(), next()]);
}

function paint(width: number, height: number, colour: (x: number, y: number) => Rgb): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([...colour(x, y), 255], (y * width + x) * 4);
  return { data, width, height };
}

export async function encoded(type: ContentType, pixels: Pixels): Promise<Uint8Array<ArrayBuffer>> {
  const picture = pixels as ImageData;
  switch (type) {
    case "image/png":
      await (initPngEncoder as Init)(png);
      return new Uint8Array(await encodePng(picture));
    case "image/jpeg":
      await (initJpegEncoder as Init)(jpegEncoder);
      return new Uint8Array(await encodeJpeg(picture, { quality: 80 }));
    case "image/webp":
      await (initWebpEncoder as Init)(webpEncoder);
      return new Uint8Array(await encodeWebp(picture, { quality: 80 }));
  }
}

export async function decoded(type: ContentType, { buffer }: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  switch (type) {
    case "image/png":
      await (initPngDecoder as Init)(png);
      return decodePng(buffer);
    case "image/jpeg":
      await (initJpegDecoder as Init)(jpegDecoder);
      return decodeJpeg(buffer);
    case "image/webp":
      await (initWebpDecoder as Init)(webpDecoder);
      return decodeWebp(buffer);
  }
}
