import { encodeWebp, type Pixels } from "~/platform/codecs.server";
import type { ContentType, PictureFile } from "~/platform/formats/picture-file";
import { withProfile } from "~/platform/formats/webp.server";
import { smallerOf } from "~/platform/pixels/smaller.server";
import { MOST_MEGAPIXELS_TURNED } from "../limits";

/** What is stored of a picture that somebody brought, and sent to a model: its parts, one after the other. */
export type Upright = { content_type: ContentType; width: number; height: number; parts: Uint8Array[] };

/** At this quality nothing is lost that a model would see, in a third of the bytes of what a camera writes. */
const QUALITY = 90;
/** The fastest but one of the seven ways to encode WebP: a visitor waits for it. */
const METHOD = 1;

/**
 * The picture as it is shown: models do not ask how the camera was held. One that is upright stays as it is; any other is
 * turned and kept as WebP, in its own colours. Null for what is too large to be turned, or cannot be taken apart.
 */
export async function upright(file: PictureFile): Promise<Upright | null> {
  const { type, width, height, profile } = file;
  if (file.orientation === 1) return { content_type: type, width, height, parts: file.bare };
  const pixels = await turned(file);
  if (!pixels) return null;
  const webp = new Uint8Array(await encodeWebp(pixels, { quality: QUALITY, method: METHOD }));
  const parts = profile ? withProfile(webp, profile) : [webp];
  return { content_type: "image/webp", width: pixels.width, height: pixels.height, parts };
}

/** A larger picture than models take is halved on the way, so that turning it never takes much room. */
async function turned(file: PictureFile): Promise<Pixels | null> {
  const isLarge = file.width * file.height > MOST_MEGAPIXELS_TURNED * 1_000_000;
  const side = (length: number) => (isLarge ? Math.ceil(length / 2) : length);
  return smallerOf(file, ({ width, height }) => ({ width: side(width), height: side(height) }));
}
