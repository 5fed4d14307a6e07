import type { ContentType } from "~/platform/formats/picture-file";
import { contentTypeOf } from "~/platform/formats/read-picture.server";
import type { Container } from "./container";
import { jpeg } from "./jpeg.server";
import { png } from "./png.server";
import { rewritten } from "./rewritten.server";
import { webp } from "./webp.server";

/** A file that is read by piece, once; `size` is in bytes. */
export type Pieces = { size: number; chunks(): AsyncGenerator<Uint8Array, void> };

/** More than the first parts of any container that matter here. */
const START_BYTES = 64;

const CONTAINERS: Record<ContentType, Container> = {
  "image/png": png,
  "image/jpeg": jpeg,
  "image/webp": webp,
};

/**
 * A picture with this packet of XMP, which is the only one then. Older packets, comments and all of EXIF but the
 * orientation are emptied where they stand. Pixels, transparency and colours are not touched; what is no picture is passed on.
 */
export async function withXmp(stored: Pieces, packet: Uint8Array): Promise<Pieces> {
  const pieces = stored.chunks();
  const start = await readStart(pieces);
  const whole = joined(start, pieces);
  const type = contentTypeOf(start);
  if (!type || !CONTAINERS[type].takes(start)) return { size: stored.size, chunks: () => whole };
  const { changes } = CONTAINERS[type];
  return {
    size: sizeWithXmp(stored.size, type, packet),
    chunks: () => rewritten(whole, changes(stored.size, packet)),
  };
}

/** The size of the same file, for whoever does not read it. */
export function sizeWithXmp(size: number, type: ContentType, packet: Uint8Array): number {
  return size + CONTAINERS[type].bytesAdded(size, packet);
}

async function readStart(pieces: AsyncGenerator<Uint8Array, void>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for (let bytes = 0; bytes < START_BYTES; ) {
    const { value, done } = await pieces.next();
    if (done) break;
    read.push(value);
    bytes += value.length;
  }
  return Buffer.concat(read);
}

async function* joined(start: Uint8Array, rest: AsyncGenerator<Uint8Array, void>) {
  if (start.length > 0) yield start;
  yield* rest;
}
