import jpegEncoder from "@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm";
import encodeJpeg, { init as initJpegEncoder } from "@jsquash/jpeg/encode";
import { encode as encodePng, initSync as initPng } from "@jsquash/png/codec/pkg/squoosh_png.js";
import png from "@jsquash/png/codec/pkg/squoosh_png_bg.wasm";
import { encodeWebp, type Pixels } from "~/platform/codecs.server";

export type Rgb = [number, number, number];
export type ContentType = "image/png" | "image/jpeg" | "image/webp";

/** A picture of one colour. */
export function plain(width: number, height: number, [red, green, blue]: Rgb): Pixels {
  return paint(width, height, () => [red, green, blue]);
}

/** A picture with edges and slow changes, as photographs have. */
export function varied(width: number, height: number): Pixels {
  return paint(width, height, (x, y) => [
    (x * 255) / width,
    (y * 255) / height,
    (x >> 5) % 2 === (y >> 5) % 2 ? 200 : 40,
  ]);
}

/** A picture of noise, the hardest to compress. */
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
  const { data, width, height } = pixels;
  switch (type) {
    case "image/png":
      initPng(png);
      return new Uint8Array(encodePng(new Uint8Array(data.buffer), width, height, 8));
    case "image/jpeg":
      await (initJpegEncoder as (module: WebAssembly.Module) => Promise<unknown>)(jpegEncoder);
      return new Uint8Array(await encodeJpeg(pixels as ImageData, { quality: 80 }));
    case "image/webp":
      return new Uint8Array(await encodeWebp(pixels, { quality: 80, method: 4 }));
  }
}
