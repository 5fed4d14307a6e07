import { decode, encodeWebp, type Pixels } from "~/platform/codecs.server";
import { resizeTo } from "~/platform/pixels/resized.server";
import { type Size, sizeWithin } from "./works/scaled.server";

/** Pictures travel in the ids of files and predictions, in which they have room for this much. */
export const ROOM_BYTES = 40_000;
/** A picture travels with no more pixels than this. */
export const CARRIED_PIXELS = 1_600_000;

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

/** Packs a picture as a WebP that can travel inside an id: as large and as good as there is room for. */
export async function pack(picture: Pixels, mostBytes: number): Promise<ArrayBuffer> {
  let [webp, tooLargeAt, small] = [new ArrayBuffer(), 0, picture];
  for (const [share, quality] of WAYS) {
    if (share === tooLargeAt) continue;
    if (Math.round(picture.width * share) !== small.width)
      small = resizeTo({ width: side(picture.width, share), height: side(picture.height, share) }, picture);
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
