import { describe, expect, test } from "vitest";
import { decode, type Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { jpegOf } from "~/platform/jpeg-out/jpeg.server";
import { resizeTo } from "~/platform/pixels/resized.server";
import { dataUri, demoPicture, pixelsIn } from "../../../test/demo-pictures";
import { plain, type Rgb, varied } from "../../../test/real-pictures";
import { pngOf } from "./files/png.server";
import { streamOf } from "./files/stream.server";
import { rowsOf } from "./works/rows.server";

const KLEIN = "black-forest-labs/flux-2-klein-4b";
const ENLARGE = "nightmareai/real-esrgan";
const CRISP = "recraft-ai/recraft-crisp-upscale";
const CUT = "bria/remove-background";
const EXTEND = "black-forest-labs/flux-fill-pro";
const VARY = "black-forest-labs/flux-dev";

/** A disc on a ground that goes from blue to green. */
function disc(colour: Rgb = [220, 30, 30]): Pixels {
  const [width, height] = [320, 240];
  const pixels = plain(width, height, [0, 0, 0]);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isDisc = Math.hypot(x - width / 2, y - height * 0.6) < height / 4;
    pixels.data.set(isDisc ? colour : [60, 100 + (y * 80) / height, 200 - (y * 150) / height], i * 4);
  }
  return pixels;
}

function colourAt({ data, width }: Pixels, x: number, y: number): Rgb {
  const at = (Math.round(y) * width + Math.round(x)) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

/** How far two pictures of one size are apart: the mean over all parts of all pixels, in levels of 256. */
function apart(one: Pixels, other: Pixels): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let sum = 0;
  for (let at = 0; at < one.data.length; at++) sum += Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0));
  return sum / one.data.length;
}

function part({ data, width }: Pixels, left: number, top: number, w: number, h: number): Pixels {
  const of = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y++) {
    const from = ((y + top) * width + left) * 4;
    of.set(data.subarray(from, from + w * 4), y * w * 4);
  }
  return { data: of, width: w, height: h };
}

/** The steepest change of green from a pixel to the next in the middle row. */
function steepest({ data, width, height }: Pixels): number {
  const row = (height >> 1) * width * 4;
  const steps = Array.from({ length: width - 1 }, (_, x) =>
    Math.abs((data[row + x * 4 + 5] ?? 0) - (data[row + x * 4 + 1] ?? 0)),
  );
  return Math.max(...steps);
}

describe("enlarging", () => {
  test.each([
    [CRISP, undefined, [640, 480]],
    [ENLARGE, 2, [640, 480]],
    [ENLARGE, 4, [1280, 960]],
  ])("%s at %s gives the same picture, larger and sharper", async (model, scale, [width = 0, height = 0]) => {
    // Not in colour, which a WebP keeps at half its size, but in light.
    const picture = disc([15, 20, 25]);
    const large = await pixelsIn(await demoPicture(model, { image: await dataUri(picture), scale }));
    expect([large.width, large.height]).toEqual([width, height]);
    expect(apart(resizeTo(picture, large), picture)).toBeLessThan(4);
    expect(steepest(large)).toBeGreaterThan(steepest(resizeTo({ width, height }, picture)));
  });

  test("no side becomes longer than 4096 pixels", async () => {
    const image = await dataUri(varied(2048, 64), "image/webp");
    expect(readPicture(await demoPicture(ENLARGE, { image, scale: 4 }))).toMatchObject({
      type: "image/png",
      width: 4096,
      height: 128,
    });
  });

  test("what was transparent stays so", async () => {
    const picture = disc();
    for (let at = 3; at < picture.data.length / 4; at += 4) picture.data[at] = 0;
    const large = await pixelsIn(await demoPicture(CRISP, { image: await dataUri(picture) }));
    expect([large.data[3], large.data.at(-1)]).toEqual([0, 255]);
  });
});

describe("cutting out", () => {
  const alphaAt = ({ data, width }: Pixels, x: number, y: number) => data[(y * width + x) * 4 + 3];

  test.each([CUT, "851-labs/background-remover"])(
    "%s leaves what stands out, in a PNG with alpha",
    async (model) => {
      const file = await demoPicture(model, { image: await dataUri(disc()) });
      expect(readPicture(file)).toMatchObject({ type: "image/png", width: 320, height: 240 });
      const cut = await pixelsIn(file);
      expect([alphaAt(cut, 160, 144), alphaAt(cut, 5, 5), alphaAt(cut, 300, 230)]).toEqual([255, 0, 0]);
      const [red, green] = colourAt(cut, 160, 144);
      expect(red - green).toBeGreaterThan(150);
    },
  );

  test("edges are half transparent only where that was asked for", async () => {
    const between = async (preserve_partial_alpha: boolean) => {
      const { data } = await pixelsIn(
        await demoPicture(CUT, { image: await dataUri(disc()), preserve_partial_alpha }),
      );
      return data.filter((alpha, at) => at % 4 === 3 && alpha > 0 && alpha < 255).length;
    };
    expect(await between(false)).toBe(0);
    expect(await between(true)).toBeGreaterThan(0);
  });

  test.each([
    ["of one colour", plain(200, 200, [90, 90, 90])],
    ["full of things", varied(320, 240)],
  ])("a picture %s has transparent and opaque parts, too", async (_, picture) => {
    const { data } = await pixelsIn(await demoPicture(CUT, { image: await dataUri(picture) }));
    const alphas = new Set(data.filter((_, at) => at % 4 === 3));
    expect(alphas.has(0) && alphas.has(255)).toBe(true);
  });
});

describe("extending", () => {
  test.each([
    ["Zoom out 1.5x", [480, 360], [80, 60]],
    ["Zoom out 2x", [640, 480], [160, 120]],
    ["Make square", [320, 320], [0, 40]],
    ["Left outpaint", [480, 240], [160, 0]],
    ["Right outpaint", [480, 240], [0, 0]],
    ["Top outpaint", [320, 360], [0, 120]],
    ["Bottom outpaint", [320, 360], [0, 0]],
  ])("%s leaves the middle as it was", async (outpaint, [width, height], [left = 0, top = 0]) => {
    const picture = disc();
    const input = { image: await dataUri(picture), prompt: "more", outpaint, output_format: "png", seed: 1 };
    const wide = await pixelsIn(await demoPicture(EXTEND, input));
    expect([wide.width, wide.height]).toEqual([width, height]);
    expect(apart(part(wide, left, top, 320, 240), picture)).toBeLessThan(3);
    // What comes beside it goes on where the picture ends.
    const [x, y] = [left > 0 ? 0 : wide.width - 1, top > 0 ? 0 : wide.height - 1];
    const [red, green, blue] = colourAt(wide, x, y);
    const [edgeRed, edgeGreen, edgeBlue] = colourAt(picture, left > 0 ? 0 : 319, top > 0 ? 0 : 239);
    expect(Math.hypot(red - edgeRed, green - edgeGreen, blue - edgeBlue)).toBeLessThan(60);
  });
});

test("varying a little, some and a lot is ever further from the picture", async () => {
  const prompt = "a castle at sunset";
  const source = await demoPicture(VARY, { prompt, seed: 5, megapixels: "0.25", output_format: "png" });
  const picture = await pixelsIn(source);
  const image = await dataUri(picture);
  const distances: number[] = [];
  for (const prompt_strength of [0.3, 0.6, 0.9]) {
    const input = { image, prompt, prompt_strength, seed: 9, megapixels: "0.25", output_format: "png" };
    distances.push(apart(await pixelsIn(await demoPicture(VARY, input)), picture));
  }
  expect(distances[0]).toBeGreaterThan(2);
  expect(distances[1]).toBeGreaterThan((distances[0] ?? 0) * 1.5);
  expect(distances[2]).toBeGreaterThan((distances[0] ?? 0) * 1.5);
});

describe("several pictures", () => {
  const input = async (prompt: string) => ({
    prompt,
    images: [await dataUri(plain(320, 240, [120, 160, 120])), await dataUri(disc())],
    aspect_ratio: "1:1",
    output_megapixels: "0.25",
    output_format: "png",
    seed: 1,
  });
  const redIn = ({ data }: Pixels) =>
    data.filter((red, at) => at % 4 === 0 && red > 150 && (data[at + 1] ?? 0) < 90).length;

  test("what the second shows is put into the first", async () => {
    const together = await pixelsIn(await demoPicture(KLEIN, await input("put it into the picture")));
    expect(redIn(together)).toBeGreaterThan(3_000);
    const [red, green] = colourAt(together, 5, 5);
    expect(green - red).toBeGreaterThan(20);
  });

  test("or its colours are taken, where the words ask for them", async () => {
    const coloured = await pixelsIn(await demoPicture(KLEIN, await input("in the colours of the second")));
    expect(redIn(coloured)).toBe(0);
    const [red, green, blue] = colourAt(coloured, 100, 100);
    expect(blue).toBeGreaterThan(green - 20);
    expect(red).toBeLessThan(115);
  });
});

describe("files made row by row", () => {
  const madeBy = async (parts: AsyncIterable<Uint8Array>) =>
    new Uint8Array(await new Response(streamOf(parts)).arrayBuffer());

  test.each([
    [64, 64],
    [61, 35],
    [1, 1],
  ])("%i by %i", async (width, height) => {
    const picture = varied(width, height);
    const png = await madeBy(pngOf(rowsOf(picture)));
    expect(readPicture(png)).toMatchObject({ kind: "picture", isWhole: true, width, height });
    expect(apart(await decode("image/png", png.buffer), picture)).toBe(0);
    const jpeg = await madeBy(jpegOf(rowsOf(picture), 95));
    expect(readPicture(jpeg)).toMatchObject({ kind: "picture", isWhole: true, width, height });
    expect(apart(await decode("image/jpeg", jpeg.buffer), picture)).toBeLessThan(2);
  });
});
