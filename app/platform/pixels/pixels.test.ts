import { describe, expect, test } from "vitest";
import { largePixels, largePng } from "../../../test/large-pictures";
import { encodeWebpElsewhere } from "../../../test/other-webp";
import { encoded, noise, plain, varied } from "../../../test/real-pictures";
import { decode, type Pixels } from "../codecs.server";
import { readPicture } from "../formats/read-picture.server";
import { alphaOfPng, alphaOfWebp } from "./alpha.server";
import { readWebpRows } from "./read-webp-rows.server";

const lossless = { quality: 100, method: 4, lossless: 1, exact: 1 };
const lossy = { quality: 80, method: 2 };

async function rowsOf(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const rows: Uint8Array[] = [];
  await readWebpRows(fileOf(file).bare, { take: (rgba) => void rows.push(Uint8Array.from(rgba)) });
  return new Uint8Array(Buffer.concat(rows));
}

/** A picture with lines, of few colours. */
function drawn(colours: number): Pixels {
  const pixels = plain(101, 67, [10, 20, 30]);
  for (let at = 0; at < pixels.data.length; at += 4)
    pixels.data.set([((at / 28) % colours) * 9, 100, ((at / 4) % colours) * 5, 255], at);
  return pixels;
}

/** A photograph that is noise on the left, and lines below. */
function mixed(width: number, height: number): Pixels {
  const pixels = varied(width, height);
  const other = noise(width, height).data;
  for (let at = 0; at < pixels.data.length; at += 4) {
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    if (x < width / 3) pixels.data.set(other.subarray(at, at + 3), at);
    else if (y > height / 2) pixels.data.fill(((x * y) >> 4) & 0xff, at, at + 2);
  }
  return pixels;
}

describe("a WebP read row by row is what a decoder makes of it", () => {
  test.each<[string, Pixels, object]>([
    ["photograph", varied(301, 203), lossless],
    ["photograph, of areas that differ", mixed(420, 300), { ...lossless, quality: 70 }],
    ["noise", noise(130, 90), lossless],
    ["gradient", largePixels(640, 500), lossless],
    ["gradient with alpha", largePixels(333, 222, { hasAlpha: true }), lossless],
    ["one colour", plain(77, 55, [1, 2, 3]), lossless],
    ...[2, 4, 15, 200].map((count): [string, Pixels, object] => [`${count} colours`, drawn(count), lossless]),
    ["lossy photograph", varied(301, 203), lossy],
    ["lossy gradient with alpha", largePixels(333, 222, { hasAlpha: true }), lossy],
  ])("%s", async (_, pixels, options) => {
    const file = new Uint8Array(await encodeWebpElsewhere(pixels, options as typeof lossy));
    const { data } = await decode("image/webp", file.buffer);
    expect(Buffer.from(data).equals(await rowsOf(file))).toBe(true);
  });
});

describe("what of a picture is transparent", () => {
  const inPieces = (file: Uint8Array) =>
    Array.from({ length: Math.ceil(file.length / 1000) }, (_, index) =>
      file.subarray(index * 1000, (index + 1) * 1000),
    );
  const half = largePixels(120, 80, { hasAlpha: true });
  const nothing = { ...plain(50, 40, [1, 2, 3]), data: new Uint8ClampedArray(50 * 40 * 4) };

  test("in a PNG, as it comes", async () => {
    expect(await alphaOfPng(inPieces(largePng(1200, 900, "rgba")))).toBe("some");
    expect(await alphaOfPng(inPieces(largePng(1200, 900, "rgb")))).toBe("none");
    expect(await alphaOfPng(inPieces(await encoded("image/png", varied(90, 60))))).toBe("none");
    expect(await alphaOfPng(inPieces(await encoded("image/png", nothing)))).toBe("all");
    expect(await alphaOfPng(inPieces(largePng(1200, 900, "rgba").subarray(0, 3000)))).toBeNull();
  });

  test.each([lossy, lossless])("in a WebP: %j", async (options) => {
    const alphaOf = async (pixels: Pixels) =>
      alphaOfWebp(fileOf(new Uint8Array(await encodeWebpElsewhere(pixels, options))));
    expect(await alphaOf(half)).toBe("some");
    expect(await alphaOf(varied(120, 80))).toBe("none");
    expect(await alphaOf(nothing)).toBe("all");
  });
});

function fileOf(bytes: Uint8Array) {
  const read = readPicture(bytes);
  if (read.kind !== "picture") throw new Error(read.kind);
  return read;
}
