import { describe, expect, test } from "vitest";
import { decode, encodeWebp } from "~/platform/codecs.server";
import type { PictureFile } from "~/platform/formats/picture-file";
import { readPicture } from "~/platform/formats/read-picture.server";
import { countBytes } from "../../../test/counted-bytes";
import { fixture } from "../../../test/fixtures";
import { largeJpeg, largePng, largeWebp } from "../../../test/large-pictures";
import { exifBlock, withMetadata } from "../../../test/metadata";
import { encoded, noise, varied } from "../../../test/real-pictures";
import { shrunk } from "./shrunk.server";

function fileOf(bytes: Uint8Array): PictureFile {
  const file = readPicture(bytes);
  if (file.kind !== "picture") throw new Error(file.kind);
  return file;
}

async function colourIn(bytes: Uint8Array<ArrayBuffer>, x: number, y: number): Promise<number[]> {
  const { data, width, height } = await decode(fileOf(bytes).type, bytes.buffer);
  const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 4;
  return [...data.subarray(at, at + 4)];
}

describe("a picture for a model", () => {
  test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ["PNG", async () => largePng(4000, 3000, "rgb")],
    ["JPEG", () => largeJpeg(4000, 3000)],
    ["progressive JPEG", () => largeJpeg(4000, 3000, { isProgressive: true })],
    ["WebP", () => largeWebp(4000, 3000)],
    ["lossless WebP", () => largeWebp(4000, 3000, { isLossless: true })],
  ])("of 12 megapixels, as %s, becomes one of a megapixel, the same to look at", async (_, make) => {
    const file = await make();
    const { result: small, bytes } = await countBytes(() => shrunk(fileOf(file), 1_000_000));
    // A file has 10 MB at the most; with it and the Worker itself this is what fits into 128 MB.
    expect(bytes - file.length).toBeLessThan(90_000_000);
    expect(small).toMatchObject({ content_type: "image/webp", width: 1154, height: 866 });
    for (const [x, y] of [
      [0.1, 0.2],
      [0.5, 0.5],
      [0.9, 0.7],
    ] as const) {
      const [red = 0, green = 0, blue = 0, alpha] = await colourIn(small?.bytes ?? new Uint8Array(), x, y);
      expect([Math.abs(red - x * 255) < 6, Math.abs(green - y * 255) < 6, Math.abs(blue - 90) < 6]).toEqual([
        true,
        true,
        true,
      ]);
      expect(alpha).toBe(255);
    }
  });

  test("keeps its transparency", async () => {
    const small = await shrunk(fileOf(largePng(2500, 2000, "rgba")), 1_000_000);
    expect((await colourIn(small?.bytes ?? new Uint8Array(), 0.25, 0.5))[3]).toBe(0);
    expect((await colourIn(small?.bytes ?? new Uint8Array(), 0.75, 0.5))[3]).toBe(255);
  });

  test("that is small and upright stays as it is, but for what is beside it", async () => {
    const file = fileOf(withMetadata("image/jpeg", await encoded("image/jpeg", varied(640, 480))));
    const bytes = new Uint8Array(Buffer.concat(file.bare));
    expect(Buffer.from(bytes).includes("Jane")).toBe(false);
    expect(await shrunk(file, 1_000_000)).toEqual({
      bytes,
      content_type: "image/jpeg",
      width: 640,
      height: 480,
    });
  });

  test("is upright, and within the pixels that are paid for", async () => {
    const held = withMetadata("image/png", largePng(3000, 2000, "rgb"), { exif: exifBlock(6) });
    const small = await shrunk(fileOf(held), 2_000_000);
    expect(small).toMatchObject({ width: 1154, height: 1732 });
    const [red = 0, green = 0] = await colourIn(small?.bytes ?? new Uint8Array(), 0.9, 0.1);
    expect([red < 40, green < 40]).toEqual([true, true]);
    expect(fileOf(small?.bytes ?? new Uint8Array()).orientation).toBe(1);
  });

  test("is compressed harder when it is noise", async () => {
    const webp = new Uint8Array(await encodeWebp(noise(1000, 1000), { quality: 100, method: 0 }));
    expect(webp.length).toBeGreaterThan(900_000);
    expect((await shrunk(fileOf(webp), 1_000_000))?.bytes.length).toBeLessThanOrEqual(900_000);
  });

  test("that claims to be one and has no rows is none", async () => {
    const png = Buffer.from(largePng(3000, 2000, "rgb"));
    const end = png.subarray(-12);
    const cut = Buffer.concat([png.subarray(0, 33), fixture("base.png").subarray(33, -12), end]);
    expect(await shrunk(fileOf(cut), 1_000_000)).toBeNull();
  });
});
