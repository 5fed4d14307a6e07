import type { ContentType } from "~/platform/formats/picture-file";
import { readPicture } from "~/platform/formats/read-picture.server";

/**
 * A picture as it is, pixel for pixel, with nothing beside it but what is needed to show it right: what its colours mean
 * and which way is up. Places, names, dates, comments, previews and whatever lies behind its end are gone; so are parts that
 * nobody has heard of, and known ones that are longer than what they are for. Null: not one still picture of that type.
 */
export function stripMetadata(bytes: Uint8Array, type: ContentType): Uint8Array<ArrayBuffer> | null {
  const read = readPicture(bytes);
  return read.kind === "picture" && read.type === type ? new Uint8Array(Buffer.concat(read.bare)) : null;
}
