import { lookAtWebp } from "../webp/webp.server";
import type { TakesRows } from "./read-png-rows.server";
import { readLossless } from "./webp-lossless.server";

const HEAD = 12;

/**
 * Gives the rows of a WebP as they are stored; `parts` are those of a file that was read. A lossless one is decoded row by
 * row; a lossy one takes four bytes a pixel, and a fifth with transparency, until it is done. @throws when it cannot be read.
 */
export async function readWebpRows(parts: Uint8Array[], to: TakesRows): Promise<void> {
  const file = new Uint8Array(Buffer.concat(parts));
  const lossless = chunkOf(file, "VP8L");
  if (lossless && !chunkOf(file, "VP8 ")) return readLossless(lossless, (rgba) => to.take(rgba));
  lookAtWebp(file, ({ data, width, height }) => {
    for (let y = 0; y < height; y++) to.take(data.subarray(y * width * 4, (y + 1) * width * 4));
  });
}

/** Whether any pixel may be transparent: without this chunk a lossy WebP has none. */
export function mayHaveAlpha(parts: Uint8Array[]): boolean {
  const file = Buffer.concat(parts);
  return chunkOf(file, "ALPH") !== null || chunkOf(file, "VP8L") !== null;
}

function chunkOf(file: Uint8Array, name: string): Uint8Array | null {
  const view = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  for (let at = HEAD; at + 8 <= view.length; ) {
    const length = view.readUInt32LE(at + 4);
    if (view.toString("latin1", at, at + 4) === name) return file.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return null;
}
