import { decode, encodeWebp, type Pixels, resizeTo } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { type Size, sizeWithin } from "./works/scaled.server";

/**
 * The largest picture that an isolate of 128 MB can decode beside the request that brought it: a pixel takes four bytes
 * in the decoder's memory and four in ours. A larger picture gives only its size.
 */
const MOST_PIXELS = 6_000_000;

/** A picture that was brought, as far as it could be read. */
export type Brought =
  | { kind: "picture"; pixels: Pixels; size: Size }
  | { kind: "too large"; size: Size }
  | { kind: "unreadable" };

/** Reads the picture at an address that an order brought. */
export async function broughtPicture(address: unknown): Promise<Brought> {
  try {
    const bytes = bytesAt(String(address));
    const file = readPicture(bytes);
    const claimed = file.kind === "picture" ? file : file.claimed;
    if (!claimed) return { kind: "unreadable" };
    const size: Size = [claimed.width, claimed.height];
    if (size[0] * size[1] > MOST_PIXELS) return { kind: "too large", size };
    if (file.kind !== "picture") return { kind: "unreadable" };
    return { kind: "picture", pixels: await decode(file.type, bytes.buffer), size };
  } catch {
    return { kind: "unreadable" };
  }
}

const DATA_URI = /^data:image\/(?:png|jpeg|webp);base64,(.*)$/s;

function bytesAt(address: string): Uint8Array<ArrayBuffer> {
  const [, base64 = ""] = address.match(DATA_URI) ?? [];
  return Uint8Array.from(Buffer.from(base64, "base64"));
}

/** How a picture is made small enough to travel: the share of its sides that is kept, and the quality, 0 to 100. */
const WAYS: [share: number, quality: number][] = [
  [1, 80],
  [1, 55],
  [0.7, 60],
  [0.5, 65],
  [0.5, 40],
  [0.5, 15],
  [0.3, 15],
];
/** A file this many times too large is not tried again at the same size. */
const FAR_TOO_LARGE = 1.8;

/** Packs a picture as a WebP that can travel in a prediction's id; nothing of it may be longer than `mostBytes`. */
export async function pack(picture: Pixels, mostBytes: number): Promise<ArrayBuffer> {
  let [webp, tooLargeAt, small] = [new ArrayBuffer(), 0, picture];
  for (const [share, quality] of WAYS) {
    if (share === tooLargeAt) continue;
    if (Math.round(picture.width * share) !== small.width)
      small = await resizeTo(
        { width: side(picture.width, share), height: side(picture.height, share) },
        picture,
      );
    webp = await encodeWebp(small, { quality, method: 2 });
    if (webp.byteLength <= mostBytes) break;
    if (webp.byteLength > mostBytes * FAR_TOO_LARGE) tooLargeAt = share;
  }
  return webp;
}

const side = (length: number, share: number) => Math.max(1, Math.round(length * share));

/** The picture that travelled; with a size, as large as that. */
export async function unpack(webp: ArrayBuffer, size?: Size): Promise<Pixels> {
  const small = await decode("image/webp", webp);
  const [width, height] = size ?? [small.width, small.height];
  return width === small.width && height === small.height ? small : resizeTo({ width, height }, small);
}

/** The picture with no more than that many pixels. */
export async function within(mostPixels: number, picture: Pixels): Promise<Pixels> {
  const [width, height] = sizeWithin(mostPixels, [picture.width, picture.height]);
  return width === picture.width ? picture : resizeTo({ width, height }, picture);
}

/** The middle of a picture, cropped to a ratio and resized; what is transparent becomes white. */
export function cropped({ data, width, height }: Pixels, [toWidth, toHeight]: Size): Promise<Pixels> {
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
