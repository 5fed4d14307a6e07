import { encodeWebp, type Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { smallerOf, smallerPng } from "~/platform/pixels/smaller.server";
import type { Picture } from "../keep.server";
import { thumbnailSize } from "./size";

const LARGEST_BYTES = 20_000;
/** Qualities that are tried in turn until a thumbnail is small enough: few pictures need the second. */
const QUALITIES = [70, 50, 30, 10];
/** The way to encode WebP: beyond method 4 it takes twice as long for a hundredth less. */
const METHOD = 4;

export type Thumbnail = { bytes: ArrayBuffer; averageColor: string | null };

/**
 * Makes a thumbnail, and finds the average colour, while the picture is read. A PNG is never in memory; of a JPEG or WebP
 * the file is, and not its pixels. @throws when it is not the picture that it should be.
 */
export async function makeThumbnail(
  { content_type }: Pick<Picture, "content_type">,
  picture: ReadableStream<Uint8Array>,
): Promise<Thumbnail> {
  const small =
    content_type === "image/png" ? await smallerPng(picture, thumbnailSize) : await smallerFile(picture);
  if (!small) throw new Error("no picture");
  return { bytes: await encode(small), averageColor: averageColor(small) };
}

async function smallerFile(picture: ReadableStream<Uint8Array>): Promise<Pixels | null> {
  const file = readPicture(new Uint8Array(await new Response(picture).arrayBuffer()));
  return file.kind === "picture" ? smallerOf(file, thumbnailSize) : null;
}

async function encode(pixels: Pixels): Promise<ArrayBuffer> {
  let bytes = new ArrayBuffer();
  for (const quality of QUALITIES) {
    bytes = await encodeWebp(pixels, { quality, method: METHOD });
    if (bytes.byteLength <= LARGEST_BYTES) break;
  }
  return bytes;
}

/** A picture of which more shows through is shown on the page's own ground: on its own colour nobody would see it. */
const MOST_SHOWN_THROUGH = 0.05;

/** The average colour as `#rrggbb`, or null for a picture through which the ground shows. */
function averageColor({ data }: Pixels): string | null {
  const sums = [0, 0, 0];
  let seen = 0;
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3] ?? 0;
    seen += alpha;
    for (const channel of [0, 1, 2]) sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0) * alpha;
  }
  if (seen < (data.length / 4) * 255 * (1 - MOST_SHOWN_THROUGH)) return null;
  const average = (sum: number) => Math.round(sum / seen);
  return `#${sums.map((sum) => average(sum).toString(16).padStart(2, "0")).join("")}`;
}
