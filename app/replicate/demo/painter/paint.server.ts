import { encodeWebp, type Pixels } from "~/platform/codecs.server";
import { unpack } from "../brought.server";
import { paintPixels } from "./pixels.server";
import { repaint } from "./repaint.server";
import type { Scene } from "./scene.server";

/** A stand-in for what FLUX would make of the prompt: WebP, the same bytes for the same scene. */
export function paint(scene: Scene): Promise<ArrayBuffer> {
  return encode(paintPixels(scene));
}

/** The same of a picture that is to be changed, as `bring` left it. */
export async function paintChanged(webp: ArrayBuffer, scene: Scene): Promise<ArrayBuffer> {
  return encode(repaint(await unpack(webp), scene));
}

function encode(pixels: Pixels): Promise<ArrayBuffer> {
  return encodeWebp(pixels, { quality: 80, method: 2 });
}
