import type { ContentType } from "./content-type";
import { stripJpeg } from "./strip-jpeg.server";
import { stripPng } from "./strip-png.server";
import { stripWebp } from "./strip-webp.server";

const STRIP = { "image/jpeg": stripJpeg, "image/png": stripPng, "image/webp": stripWebp };

/**
 * The same picture, pixel for pixel, with nothing beside it but what is needed to show it right: its colour profile and
 * which way is up. Places, names, dates, comments, previews and whatever lies behind its end are gone; so are parts that
 * nobody has heard of, which may hold anything. Null: the bytes are not what their own lengths say, or not one still picture.
 */
export function stripMetadata(bytes: Uint8Array, type: ContentType): Uint8Array<ArrayBuffer> | null {
  const parts = STRIP[type](bytes);
  return parts && new Uint8Array(Buffer.concat(parts));
}
