import makeDecoder from "@jsquash/webp/codec/dec/webp_dec.js";
import decoderModule from "@jsquash/webp/codec/dec/webp_dec.wasm";
import makeEncoder from "@jsquash/webp/codec/enc/webp_enc_simd.js";
import encoderModule from "@jsquash/webp/codec/enc/webp_enc_simd.wasm";
import { defaultOptions } from "@jsquash/webp/meta.js";
import type { Pixels } from "~/platform/codecs.server";

/** Another build of libwebp than the app's, which also writes lossless files. */
const readyWith = (module: WebAssembly.Module) => ({
  noInitialRun: true,
  instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
    const instance = new WebAssembly.Instance(module, imports);
    use(instance);
    return instance.exports;
  },
});

let encoder: ReturnType<typeof makeEncoder> | undefined;
let decoder: ReturnType<typeof makeDecoder> | undefined;

/** Writes a WebP with any of libwebp's own options. */
export async function encodeWebpElsewhere(
  { data, width, height }: Pixels,
  options: Partial<typeof defaultOptions>,
): Promise<ArrayBuffer> {
  encoder ??= makeEncoder(readyWith(encoderModule));
  const bytes = (await encoder).encode(data, width, height, { ...defaultOptions, ...options });
  if (!bytes) throw new Error("cannot be encoded");
  return bytes.slice().buffer as ArrayBuffer;
}

export async function decodeWebpElsewhere(file: ArrayBuffer): Promise<Pixels> {
  decoder ??= makeDecoder(readyWith(decoderModule));
  const pixels = (await decoder).decode(file);
  if (!pixels) throw new Error("cannot be decoded");
  return pixels;
}
