import { decode, encodeWebp, type Pixels, resizeTo } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { clamp } from "./painter/noise.server";
import { SIZES } from "./painter/scene.server";

/**
 * What an isolate of 128 MB can take apart beside the request that it came in: eight bytes a pixel, once in the decoder's
 * memory and once in ours. Of a larger picture only the shape is taken, and the words are painted alone.
 */
const MOST_PIXELS = 6_000_000;

/** Of what is painted in the end. */
const MEGAPIXEL = 1024 * 1024;
const WIDEST = 21 / 9;
/** Sides are whole numbers of them, as FLUX's are. */
const STEP = 32;

/** It is carried at half of its size and no larger than this, as a part of the prediction's id. */
const CARRIED_AT = 0.5;
const LARGEST_BYTES = 40_000;
const QUALITIES = [70, 50, 30, 10];

/** What was given as the picture to be changed. */
export type Brought =
  | { kind: "none" }
  /** Fitted to the ratio that was asked for, as WebP. */
  | { kind: "picture"; webp: ArrayBuffer }
  | { kind: "too large"; ratio: string }
  | { kind: "unreadable" };

/** `ratio` is one of FLUX's, or `match_input_image`. */
export async function bring(dataUri: unknown, ratio: string): Promise<Brought> {
  if (dataUri === undefined) return { kind: "none" };
  try {
    const [, base64 = ""] = String(dataUri).match(DATA_URI) ?? [];
    const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
    const file = readPicture(bytes);
    const claimed = file.kind === "picture" ? file : file.claimed;
    if (!claimed) return { kind: "unreadable" };
    if (claimed.width * claimed.height > MOST_PIXELS)
      return { kind: "too large", ratio: ratio in SIZES ? ratio : nearest(claimed) };
    if (file.kind !== "picture") return { kind: "unreadable" };
    const picture = await decode(file.type, bytes.buffer);
    const [width, height] = SIZES[ratio] ?? ownSize(picture);
    const small = { width: width * CARRIED_AT, height: height * CARRIED_AT };
    return { kind: "picture", webp: await pack(await resizeTo(small, cropped(picture, width / height))) };
  } catch {
    return { kind: "unreadable" };
  }
}

const DATA_URI = /^data:image\/(?:png|jpeg|webp);base64,(.*)$/s;

/** At the size that it is to be painted in. */
export async function unpack(webp: ArrayBuffer): Promise<Pixels> {
  const small = await decode("image/webp", webp);
  return resizeTo({ width: small.width / CARRIED_AT, height: small.height / CARRIED_AT }, small);
}

async function pack(pixels: Pixels): Promise<ArrayBuffer> {
  let webp = new ArrayBuffer();
  for (const quality of QUALITIES) {
    webp = await encodeWebp(pixels, { quality, method: 2 });
    if (webp.byteLength <= LARGEST_BYTES) break;
  }
  return webp;
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

/** The middle of it, in that ratio, on white where it is transparent. */
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
