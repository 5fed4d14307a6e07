import { encodeWebp, type Pixels } from "~/platform/codecs.server";
import { unpack } from "../brought.server";
import { paintPixels } from "./pixels.server";
import { repaint } from "./repaint.server";
import type { Scene } from "./scene.server";

/** Paints a scene as a WebP, in place of what FLUX would make of the prompt; the same scene gives the same bytes. */
export function paint(scene: Scene): Promise<ArrayBuffer> {
  return encode(paintPixels(scene));
}

/** Paints a scene's changes into a picture that `bring` made ready, and gives a WebP. */
export async function paintChanged(webp: ArrayBuffer, scene: Scene): Promise<ArrayBuffer> {
  return encode(repaint(await unpack(webp), scene));
}

function encode(pixels: Pixels): Promise<ArrayBuffer> {
  return encodeWebp(pixels, { quality: 80, method: 2 });
}
