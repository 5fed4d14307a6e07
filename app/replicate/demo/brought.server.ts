import { decode, type Pixels, resizeTo } from "~/platform/codecs.server";
import { pack, sentTo } from "./files.server";
import { clamp } from "./painter/noise.server";
import { SIZES } from "./painter/scene.server";

/** About the number of pixels in a painted picture. */
const MEGAPIXEL = 1024 * 1024;
const WIDEST = 21 / 9;
/** The sides of a painted picture are multiples of this many pixels, as those of FLUX are. */
const STEP = 32;

/** The picture travels inside the prediction's id, so it is halved on each side. */
const CARRIED_AT = 0.5;

/** The picture to be changed, as far as it could be read. */
export type Brought =
  | { kind: "none" }
  /** A WebP, cropped to the ratio that was asked for. */
  | { kind: "picture"; webp: ArrayBuffer }
  | { kind: "too large"; ratio: string }
  | { kind: "unreadable" };

/**
 * Reads the picture that was sent under an address, and makes it ready to travel on. `ratio` is one of FLUX's, or
 * `match_input_image`.
 */
export async function bring(address: unknown, ratio: string): Promise<Brought> {
  if (address === undefined) return { kind: "none" };
  const sent = sentTo(String(address));
  if (sent.kind === "too large") return { kind: sent.kind, ratio: ratio in SIZES ? ratio : nearest(sent) };
  if (sent.kind === "unreadable") return sent;
  try {
    const picture = await decode("image/webp", sent.webp);
    const [width, height] = SIZES[ratio] ?? ownSize(picture);
    const small = { width: width * CARRIED_AT, height: height * CARRIED_AT };
    return { kind: "picture", webp: await pack(await resizeTo(small, cropped(picture, width / height))) };
  } catch {
    return { kind: "unreadable" };
  }
}

/** The picture that travelled, back at the size in which it is painted. */
export async function unpack(webp: ArrayBuffer): Promise<Pixels> {
  const small = await decode("image/webp", webp);
  return resizeTo({ width: small.width / CARRIED_AT, height: small.height / CARRIED_AT }, small);
}

function ownSize({ width, height }: Pixels): [number, number] {
  const ratio = clamp(width / height, 1 / WIDEST, WIDEST);
  const side = (length: number) => Math.round(length / STEP) * STEP;
  return [side(Math.sqrt(MEGAPIXEL * ratio)), side(Math.sqrt(MEGAPIXEL / ratio))];
}

function nearest({ width, height }: { width: number; height: number }): string {
  const offBy = ([w, h]: readonly [number, number]) => Math.abs(Math.log(w / h / (width / height)));
  return Object.entries(SIZES).sort(([, a], [, b]) => offBy(a) - offBy(b))[0]?.[0] ?? "1:1";
}

/** The middle of a picture, cropped to the ratio; what is transparent becomes white. */
function cropped({ data, width, height }: Pixels, ratio: number): Pixels {
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
  return { data: part, width: w, height: h };
}
