import wasm from "@jsquash/webp/codec/enc/webp_enc_simd.wasm";
import encode, { init } from "@jsquash/webp/encode";
import { paintPixels } from "./pixels.server";
import type { Scene } from "./scene.server";

/** 0 is fastest, 6 smallest. */
const METHOD = 2;

/** The package's types know only the other way of calling it, in which it would fetch the module itself. */
const initWith = init as (module: WebAssembly.Module) => Promise<unknown>;

/** Not a promise: one request's must not be awaited by another's in a Worker. Two first ones may both do it. */
let ready = false;

/** A stand-in for what FLUX would make of the prompt: WebP, the same bytes for the same scene. */
export async function paint(scene: Scene): Promise<ArrayBuffer> {
  if (!ready) await initWith(wasm);
  ready = true;
  // Workers and Node have no ImageData; the encoder reads no more of it than there is here.
  return encode(paintPixels(scene) as ImageData, { quality: 80, method: METHOD });
}
