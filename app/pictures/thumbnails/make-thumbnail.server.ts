import { decode, encodeWebp, type Pixels, resizeTo } from "~/platform/codecs.server";
import type { Picture } from "../keep.server";
import { THUMBNAIL_WIDTH } from "./width";

const LARGEST_BYTES = 20_000;
/** Qualities that are tried in turn until a thumbnail is small enough: few pictures need the second. */
const QUALITIES = [70, 50, 30, 10];
/** The way to encode WebP: beyond method 4 it takes twice as long for a hundredth less. */
const METHOD = 4;

export type Thumbnail = { bytes: ArrayBuffer; averageColor: string };

/** Makes a thumbnail and finds the average colour. @throws when the bytes are not the picture that they should be. */
export async function makeThumbnail(
  { content_type }: Pick<Picture, "content_type">,
  bytes: ArrayBuffer,
): Promise<Thumbnail> {
  const picture = await decode(content_type, bytes);
  const small = await resizeTo(sizeOf(picture), picture);
  return { bytes: await encode(small), averageColor: averageColor(small) };
}

/** The size of a thumbnail in pixels, never larger than the picture itself. */
function sizeOf({ width, height }: Pixels): { width: number; height: number } {
  const scale = Math.min(1, THUMBNAIL_WIDTH / width);
  return { width: Math.round(width * scale), height: Math.max(1, Math.round(height * scale)) };
}

async function encode(pixels: Pixels): Promise<ArrayBuffer> {
  let bytes = new ArrayBuffer();
  for (const quality of QUALITIES) {
    bytes = await encodeWebp(pixels, { quality, method: METHOD });
    if (bytes.byteLength <= LARGEST_BYTES) break;
  }
  return bytes;
}

/** The average colour, as `#rrggbb`. */
function averageColor({ data }: Pixels): string {
  const sums = [0, 0, 0];
  for (let at = 0; at < data.length; at += 4)
    for (const channel of [0, 1, 2]) sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0);
  const average = (sum: number) => Math.round(sum / (data.length / 4));
  return `#${sums.map((sum) => average(sum).toString(16).padStart(2, "0")).join("")}`;
}
