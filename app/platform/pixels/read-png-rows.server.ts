import { Bytes, type Pieces } from "../arriving/bytes.server";
import { Inflating } from "../arriving/inflating.server";
import { type PngWalk, pngData } from "../arriving/png-walk.server";
import { readOrientation } from "../formats/orientation.server";
import type { Orientation } from "../formats/picture-file";
import { type Head, headIn, type Pass } from "../formats/png-head.server";
import { PngRows } from "./png-rows.server";

export type Shown = Head & { orientation: Orientation };
export type TakesRows = { take(rgba: Uint8Array): void };

/**
 * Reads a PNG while it comes, and gives its rows from top to bottom to whom `begin` names once the size is known. An
 * interlaced one is held whole, four bytes a pixel. Null when rows are missing or no size is known.
 */
export async function readPngRows(pieces: Pieces, begin: (head: Shown) => TakesRows): Promise<Shown | null> {
  const walk: PngWalk = { contents: new Map(), isSound: true, hasEnd: false };
  let reading: { shown: Shown; rows: PngRows; inflating: Inflating } | null = null;
  const bytes = new Bytes(pieces);
  for await (const piece of pngData(bytes, walk)) {
    reading ??= started(walk, begin);
    if (!reading) return null;
    await reading.inflating.give(piece);
    if (reading.rows.isComplete) break;
  }
  await bytes.close();
  if (!reading) return null;
  await reading.inflating.end();
  reading.inflating.stop();
  return reading.rows.isComplete ? reading.shown : null;
}

function started({ contents }: PngWalk, begin: (head: Shown) => TakesRows) {
  const content = contents.get("IHDR");
  const head = content && headIn(content);
  if (!head) return null;
  const exif = contents.get("eXIf");
  const shown = { ...head, orientation: exif ? readOrientation(exif) : (1 as const) };
  const colours = { palette: contents.get("PLTE"), transparency: contents.get("tRNS") };
  const to = begin(shown);
  const onRow = head.isInterlaced ? gathering(head, to) : (rgba: Uint8Array) => to.take(rgba);
  const rows = new PngRows(head, colours, onRow);
  return { shown, rows, inflating: new Inflating((piece) => rows.take(piece)) };
}

/** Puts the pixels of all passes in their places, and gives the rows when the last one came. */
function gathering({ width, height }: Head, to: TakesRows) {
  const whole = new Uint8Array(width * height * 4);
  let missing = width * height;
  return (rgba: Uint8Array, { pass, row }: { pass: Pass; row: number }): void => {
    const start = (pass.y + row * pass.stepY) * width + pass.x;
    for (let x = 0; x < pass.width; x++)
      whole.set(rgba.subarray(x * 4, x * 4 + 4), (start + x * pass.stepX) * 4);
    missing -= pass.width;
    if (missing > 0) return;
    for (let y = 0; y < height; y++) to.take(whole.subarray(y * width * 4, (y + 1) * width * 4));
  };
}
