import { encodeWebp } from "~/platform/codecs.server";
import { jpegOf } from "~/platform/jpeg-out/jpeg.server";
import type { FORMATS } from "../ticket.server";
import { pixelsOf, type Rows } from "../works/rows.server";
import type { Size } from "../works/scaled.server";
import { pngOf } from "./png.server";
import { streamOf } from "./stream.server";

export type Format = (typeof FORMATS)[number];

/** The largest picture, in pixels, that is encoded whole: the encoder of WebP holds some ten bytes for each. */
const MOST_WHOLE = 4_300_000;

/** The format that a picture of that size can come in: a WebP is only made whole, so that a large picture is a PNG. */
export const formatFor = (asked: Format, [width, height]: Size): Format =>
  asked === "webp" && width * height > MOST_WHOLE ? "png" : asked;

const TYPES: Record<Format, string> = { webp: "image/webp", jpg: "image/jpeg", png: "image/png" };

/** Answers with the picture as a file of that format. */
export async function deliver(picture: Rows, format: Format, quality: number): Promise<Response> {
  return new Response(await bodyOf(picture, format, quality), { headers: { "Content-Type": TYPES[format] } });
}

async function bodyOf(picture: Rows, format: Format, quality: number): Promise<BodyInit> {
  switch (format) {
    case "png":
      return streamOf(pngOf(picture));
    case "jpg":
      return streamOf(jpegOf(picture, quality));
    case "webp":
      return encodeWebp(pixelsOf(picture), { quality, method: 2 });
  }
}
