import { crc32 } from "node:zlib";
import type { Bytes } from "./bytes.server";

/** What stands in front of the pixels and says how they are shown, and whether all of it could be read. */
export type PngWalk = { contents: Map<string, Buffer>; isSound: boolean; hasEnd: boolean };

const SIGNATURE_BYTES = 8;
const WANTED = ["IHDR", "PLTE", "tRNS", "eXIf", "acTL"];
/** Without the head and the palette there is no picture. */
const CRITICAL = ["IHDR", "PLTE"];
/** An EXIF block of JPEG has no more either. */
const MOST_BYTES_WANTED = 65_536;

/**
 * Walks a PNG that comes piece by piece, and gives its compressed pixels; `walk` has what was met on the way. Sums are
 * checked where the picture is. It ends with the file's end or where the file breaks off.
 */
export async function* pngData(bytes: Bytes, walk: PngWalk): AsyncGenerator<Buffer> {
  await bytes.take(SIGNATURE_BYTES);
  let isBeforeData = true;
  for (;;) {
    const start = await bytes.take(8);
    if (start.length < 8) return;
    const [length, name] = [start.readUInt32BE(0), start.toString("latin1", 4, 8)];
    walk.hasEnd = name === "IEND";
    if (walk.hasEnd) return;
    if (name === "IDAT") {
      isBeforeData = false;
      let sum = crc32(start.subarray(4));
      for (let missing = length; missing > 0; ) {
        const piece = await bytes.some(missing);
        if (!piece) return;
        missing -= piece.length;
        sum = crc32(piece, sum);
        yield piece;
      }
      if (!(await isSum(bytes, sum))) return spoilt(walk);
    } else if (
      isBeforeData &&
      WANTED.includes(name) &&
      !walk.contents.has(name) &&
      length <= MOST_BYTES_WANTED
    ) {
      const content = Buffer.from(await bytes.take(length));
      const isSound = await isSum(bytes, crc32(content, crc32(start.subarray(4))));
      if (isSound) walk.contents.set(name, content);
      else if (CRITICAL.includes(name)) return spoilt(walk);
    } else if (!(await bytes.skip(length + 4))) return;
  }
}

async function isSum(bytes: Bytes, sum: number): Promise<boolean> {
  const said = await bytes.take(4);
  return said.length === 4 && said.readUInt32BE(0) === sum;
}

function spoilt(walk: PngWalk): void {
  walk.isSound = false;
}
