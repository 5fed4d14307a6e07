import { decode, type Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import type { Size } from "./works/scaled.server";

/**
 * The largest picture that an isolate of 128 MB can decode beside the request that brought it: a pixel takes four bytes
 * in the decoder's memory and four in ours. A larger picture gives only its size.
 */
const MOST_PIXELS = 6_000_000;

/** A file that was sent, as far as it could be read; `size` is the picture's own, in pixels. */
export type Sent =
  | { kind: "picture"; pixels: Pixels; size: Size }
  | { kind: "too large"; size: Size }
  | { kind: "unreadable" };

/** A picture that an input brings. `webp` is its file where it is small enough to travel on as it is. */
export type Brought = (Sent & { kind: "picture"; webp?: ArrayBuffer }) | Exclude<Sent, { kind: "picture" }>;

/** Reads a file by its own bytes. */
export async function readSent(bytes: Uint8Array<ArrayBuffer>): Promise<Sent> {
  try {
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
