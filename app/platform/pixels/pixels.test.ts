import { describe, expect, test } from "vitest";
import { largePixels } from "../../../test/large-pictures";
import { noise, plain, varied } from "../../../test/real-pictures";
import { decode, encodeWebp, type Pixels } from "../codecs.server";
import { readPicture } from "../formats/read-picture.server";
import { readWebpRows } from "./read-webp-rows.server";

const lossless = { quality: 100, method: 4, lossless: 1, exact: 1 };
const lossy = { quality: 80, method: 2 };

async function rowsOf(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const read = readPicture(file);
  if (read.kind !== "picture") throw new Error(read.kind);
  const rows: Uint8Array[] = [];
  await readWebpRows(read.bare, { take: (rgba) => void rows.push(Uint8Array.from(rgba)) });
  return new Uint8Array(Buffer.concat(rows));
}

/** A picture with lines, of few colours. */
function drawn(colours: number): Pixels {
  const pixels = plain(101, 67, [10, 20, 30]);
  for (let at = 0; at < pixels.data.length; at += 4)
    pixels.data.set([((at / 28) % colours) * 9, 100, ((at / 4) % colours) * 5, 255], at);
  return pixels;
}

describe("a WebP read row by row is what a decoder makes of it", () => {
  test.each<[string, Pixels, object]>([
    ["photograph", varied(301, 203), lossless],
    ["noise", noise(130, 90), lossless],
    ["gradient", largePixels(640, 500), lossless],
    ["gradient with alpha", largePixels(333, 222, { hasAlpha: true }), lossless],
    ["one colour", plain(77, 55, [1, 2, 3]), lossless],
    ...[2, 4, 15, 200].map((count): [string, Pixels, object] => [`${count} colours`, drawn(count), lossless]),
    ["lossy photograph", varied(301, 203), lossy],
    ["lossy gradient with alpha", largePixels(333, 222, { hasAlpha: true }), lossy],
  ])("%s", async (_, pixels, options) => {
    const file = new Uint8Array(await encodeWebp(pixels, options as typeof lossy));
    const { data } = await decode("image/webp", file.buffer);
    expect(Buffer.from(data).equals(await rowsOf(file))).toBe(true);
  });
});
