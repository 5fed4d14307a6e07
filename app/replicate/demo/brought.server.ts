import { decode, encodeWebp, type Pixels, resizeTo } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { clamp } from "./painter/noise.server";
import { SIZES } from "./painter/scene.server";

/**
 * The largest picture that an isolate of 128 MB can decode beside the request that brought it: a pixel takes four bytes
 * in the decoder's memory and four in ours. A larger picture gives only its ratio, and the words are painted without it.
 */
const MOST_PIXELS = 6_000_000;

/** About the number of pixels in a painted picture. */
const MEGAPIXEL = 1024 * 1024;
const WIDEST = 21 / 9;
/** The sides of a painted picture are multiples of this many pixels, as those of FLUX are. */
const STEP = 32;

/**
 * The picture travels inside the prediction's id, so it is halved on each side, and compressed until it has at most
 * LARGEST_BYTES or the lowest of QUALITIES is reached.
 */
const CARRIED_AT = 0.5;
const LARGEST_BYTES = 40_000;
const QUALITIES = [70, 50, 30, 10];

/** The picture to be changed, as far as it could be read. */
export type Brought =
  | { kind: "none" }
  /** A WebP, cropped to the ratio that was asked for. */
  | { kind: "picture"; webp: ArrayBuffer }
  | { kind: "too large"; ratio: string }
  | { kind: "unreadable" };

/** Reads the picture to be changed and makes it ready to travel. `ratio` is one of FLUX's, or `match_input_image`. */
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

/** The picture that travelled, back at the size in which it is painted. */
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
