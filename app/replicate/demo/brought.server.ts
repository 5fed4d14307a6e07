import type { Pixels } from "~/platform/codecs.server";
import { resizeTo } from "~/platform/pixels/resized.server";
import { sentTo } from "./files.server";
import { type Brought, readSent } from "./sent.server";
import type { Size } from "./works/scaled.server";

/** Reads the picture at an address in an input: a file that was sent before, or one that came in place of its address. */
export async function broughtPicture(address: unknown): Promise<Brought> {
  const [, base64] = String(address).match(DATA_URI) ?? [];
  return base64 === undefined
    ? sentTo(String(address))
    : readSent(Uint8Array.from(Buffer.from(base64, "base64")));
}

const DATA_URI = /^data:image\/(?:png|jpeg|webp);base64,(.*)$/s;

/** The middle of a picture, cropped to a ratio and resized; what is transparent becomes white. */
export function cropped({ data, width, height }: Pixels, [toWidth, toHeight]: Size): Pixels {
  const ratio = toWidth / toHeight;
  const w = Math.max(1, Math.min(width, Math.round(height * ratio)));
  const h = Math.max(1, Math.min(height, Math.round(width / ratio)));
  const [left, top] = [(width - w) >> 1, (height - h) >> 1];
  const part = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y++) {
    const row = ((y + top) * width + left) * 4;
    part.set(data.subarray(row, row + w * 4), y * w * 4);
  }
  for (let at = 0; at < part.length; at += 4) {
    const alpha = (part[at + 3] ?? 255) / 255;
    if (alpha < 1) for (let i = at; i < at + 3; i++) part[i] = 255 + ((part[i] ?? 0) - 255) * alpha;
    part[at + 3] = 255;
  }
  return resizeTo({ width: toWidth, height: toHeight }, { data: part, width: w, height: h });
}
