import { chunk } from "~/platform/formats/png.server";
import type { Rows } from "../works/rows.server";
import { streamOf } from "./stream.server";

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const DEPTH_BITS = 8;
const RGB = 2;
const RGBA = 6;
/** The filter that foretells a byte by its left, upper and upper left neighbours, after Paeth. */
const PAETH = 4;
/** Rows are compressed together up to about this many bytes. */
const BATCH_BYTES = 256 * 1024;

/** The picture as PNG, its rows compressed as they are made. */
export async function* pngOf(picture: Rows): AsyncGenerator<Uint8Array> {
  const { width, height, hasAlpha } = picture;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([DEPTH_BITS, hasAlpha ? RGBA : RGB], 8);
  yield SIGNATURE;
  yield chunk("IHDR", head);
  const compressed = streamOf(filtered(picture)).pipeThrough(new CompressionStream("deflate"));
  for await (const part of compressed) yield chunk("IDAT", part);
  yield chunk("IEND", Buffer.alloc(0));
}

async function* filtered({ width, hasAlpha, rows }: Rows): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const step = hasAlpha ? 4 : 3;
  const line = 1 + width * step;
  const lines = Math.max(1, Math.floor(BATCH_BYTES / line));
  // The first pixel has a left neighbour of zeros in front of it.
  let above = new Uint8Array(step + width * step);
  let own = new Uint8Array(step + width * step);
  let batch = new Uint8Array(line * lines);
  let to = 0;
  for (const row of rows()) {
    [above, own] = [own, above];
    for (let from = 0, at = step; from < row.length; from += 4, at += step)
      for (let part = 0; part < step; part++) own[at + part] = row[from + part] ?? 0;
    batch[to++] = PAETH;
    for (let at = step; at < own.length; at++)
      batch[to++] = (own[at] ?? 0) - foretold(own[at - step] ?? 0, above[at] ?? 0, above[at - step] ?? 0);
    if (to < batch.length) continue;
    yield batch;
    batch = new Uint8Array(line * lines);
    to = 0;
  }
  if (to > 0) yield batch.subarray(0, to);
}

function foretold(left: number, upper: number, corner: number): number {
  const offLeft = Math.abs(upper - corner);
  const offUpper = Math.abs(left - corner);
  const offCorner = Math.abs(left + upper - 2 * corner);
  if (offLeft <= offUpper && offLeft <= offCorner) return left;
  return offUpper <= offCorner ? upper : corner;
}
