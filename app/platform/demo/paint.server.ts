import { encodeWebp } from "../codecs.server";
import { paintPixels } from "./pixels.server";
import type { Scene } from "./scene.server";

/** A stand-in for what FLUX would make of the prompt: WebP, the same bytes for the same scene. */
export function paint(scene: Scene): Promise<ArrayBuffer> {
  return encodeWebp(paintPixels(scene), { quality: 80, method: 2 });
}
