import { describe, expect, test, vi } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { inputKey } from "~/pictures/keys.server";
import type { Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { dataUri, demoPicture, pixelsIn } from "../../../test/demo-pictures";
import { encoded, noise, type Rgb, varied } from "../../../test/real-pictures";
import { anAccount, anInput, anOrder, expectBooksToBalance, generation, world } from "../../../test/world";
import { replicateFor } from "../client.server";
import { broughtPicture } from "./brought.server";
import { readOrder } from "./order.server";

/** A changed picture takes a quarter of a second, on a machine that does nothing else. */
vi.setConfig({ testTimeout: 60_000 });

const SAME = "match_input_image";
const KLEIN = "black-forest-labs/flux-2-klein-4b";

/** A picture of a sky and a field: blue above, green below. */
function field(width = 640, height = 480): Pixels {
  const pixels = varied(width, height);
  for (let at = 0; at < pixels.data.length; at += 4) {
    const isSky = at / 4 / width < height / 2;
    pixels.data.set(isSky ? [120, 170, 230] : [50, 120 + ((at >> 5) % 40), 40], at);
  }
  return pixels;
}

async function change(prompt: string, { picture = field(), seed = 1, ratio = SAME } = {}) {
  const images = [await dataUri(picture)];
  return demoPicture(KLEIN, { prompt, images, seed, aspect_ratio: ratio, output_format: "webp" });
}

/** The mean colour of a part of a picture's rows. */
async function colourOf(file: Uint8Array<ArrayBuffer>, from = 0, to = 1): Promise<Rgb> {
  const { data, width, height } = await pixelsIn(file);
  const sum: Rgb = [0, 0, 0];
  const [first, last] = [Math.floor(from * height) * width * 4, Math.floor(to * height) * width * 4];
  for (let at = first; at < last; at += 4) {
    sum[0] += data[at] ?? 0;
    sum[1] += data[at + 1] ?? 0;
    sum[2] += data[at + 2] ?? 0;
  }
  return sum.map((part) => part / ((last - first) / 4)) as Rgb;
}

async function redPixelsOf(file: Uint8Array<ArrayBuffer>): Promise<number> {
  const { data } = await pixelsIn(file);
  let count = 0;
  for (let at = 0; at < data.length; at += 4)
    if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 0) < 90 && (data[at + 2] ?? 0) < 90) count++;
  return count;
}

const lightOf = ([red, green, blue]: Rgb) => (red + green + blue) / 3;
const spreadOf = (rgb: Rgb) => Math.max(...rgb) - Math.min(...rgb);

test("a changed picture is the picture's, the prompt's, the ratio's and the seed's own", {
  timeout: 60_000,
}, async () => {
  const winter = await change("make it winter");
  expect(await change("make it winter")).toEqual(winter);
  for (const other of [
    await change("make it winter", { seed: 2 }),
    await change("make it winter", { ratio: "1:1" }),
    await change("make it winter", { picture: varied(640, 480) }),
    await change("make it autumn"),
    await change("make it dramatic"),
    await change("make it calm"),
  ])
    expect(other).not.toEqual(winter);
});

describe("what the words say is done to it", () => {
  test("the picture is still there", async () => {
    const [sky, ground] = [
      await colourOf(await change("add a balloon"), 0, 0.1),
      await colourOf(await change("add a balloon"), 0.85),
    ];
    expect(sky[2]).toBeGreaterThan(sky[0]);
    expect(ground[1]).toBeGreaterThan(ground[2] + 20);
  });

  test("winter, autumn, night, grey, pastel and a colour", async () => {
    const ground = async (prompt: string) => colourOf(await change(prompt), 0.6);
    const before = await ground("add a balloon");
    expect(lightOf(await ground("make it winter"))).toBeGreaterThan(lightOf(before) + 30);
    const autumn = await ground("in autumn");
    expect(autumn[0]).toBeGreaterThan(autumn[1]);
    expect(lightOf(await ground("at night"))).toBeLessThan(lightOf(before) * 0.75);
    expect(spreadOf(await ground("black and white"))).toBeLessThan(3);
    expect(lightOf(await ground("pastel"))).toBeGreaterThan(lightOf(before) + 40);
    const purple = await ground("变成紫色");
    expect(purple[2]).toBeGreaterThan(purple[1]);
    expect(purple[1] - purple[0]).toBeLessThan((before[1] - before[0]) / 4);
  });

  test("a sunset is seen in the sky, and a red balloon before it", async () => {
    const sky = await colourOf(await change("a sunset"), 0.2, 0.45);
    expect(sky[0]).toBeGreaterThan(sky[2]);
    expect(await redPixelsOf(await change("a blue balloon"))).toBe(0);
    expect(await redPixelsOf(await change("a red balloon"))).toBeGreaterThan(10_000);
  });

  test("words that say nothing known change it all the same", async () => {
    const [one, two] = [
      await colourOf(await change("more drama")),
      await colourOf(await change("less of it all")),
    ];
    expect(Math.hypot(...one.map((part, i) => part - (two[i] ?? 0)))).toBeGreaterThan(5);
  });
});

describe("what is brought", () => {
  test.each(["image/png", "image/jpeg", "image/webp"] as const)("may be %s", async (type) => {
    expect((await broughtPicture(await dataUri(field(), type))).kind).toBe("picture");
  });

  test.each([
    ["1:1", 640, 480, [1024, 1024]],
    ["16:9", 640, 480, [1344, 768]],
    [SAME, 640, 480, [1184, 896]],
    [SAME, 300, 900, [672, 1568]],
    [SAME, 1, 1, [1024, 1024]],
  ])("is fitted to %s", async (ratio, width, height, size) => {
    const painted = readPicture(await change("winter", { picture: varied(width, height), ratio }));
    expect(painted).toMatchObject({ width: size[0], height: size[1] });
  });

  test("travels in the prediction's id, small whatever is in it", async () => {
    const images = [await dataUri(varied(2000, 1500), "image/jpeg"), await dataUri(noise(400, 400))];
    const { pictures } = await readOrder(KLEIN, { prompt: "winter", images, aspect_ratio: SAME });
    expect(pictures).toHaveLength(2);
    expect(pictures.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(40_000);
  });

  test("gives its shape alone when it is too large to be taken apart", async () => {
    const png = await encoded("image/png", varied(4, 3));
    new DataView(png.buffer).setUint32(16, 4000);
    new DataView(png.buffer).setUint32(20, 3000);
    const uri = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
    const order = (aspect_ratio: string) =>
      readOrder(KLEIN, { prompt: "winter", images: [uri], aspect_ratio });
    expect(await order(SAME)).toMatchObject({ size: [1184, 896], pictures: [] });
    expect(await order("16:9")).toMatchObject({ size: [1344, 768], pictures: [] });
    expect(await readOrder("bria/remove-background", { image: uri })).toMatchObject({ fate: "unreadable" });
  });
});

describe("the whole way", () => {
  function demo() {
    const using = world({ REPLICATE_API_TOKEN: "" });
    return { ...using, replicate: replicateFor(using.settings, using.timings) };
  }

  test.each([
    ["kontext", SAME, [1184, 896]],
    ["flux2", "16:9", [1344, 768]],
  ])("%s changes what was brought", async (model, ratio, size) => {
    const using = demo();
    const user = await anAccount(using, { credits: 20 });
    const input = await anInput(using, user, await encoded("image/png", field()));
    const order = anOrder({ model, ratio, prompt: "at night" }, input);
    await startGeneration(using, user, order);
    const { status, image_id } = await generation(using, order.id);
    expect(status).toBe("succeeded");
    const stored = await (await using.pictures.get(`pictures/${image_id}`))?.arrayBuffer();
    const bytes = new Uint8Array(stored ?? new ArrayBuffer());
    expect(readPicture(bytes)).toMatchObject({ width: size[0], height: size[1] });
    const ground = await colourOf(bytes, 0.7);
    expect(ground[1]).toBeGreaterThan(ground[0]);
    expect(lightOf(ground)).toBeLessThan(60);
  });

  test("one that cannot be read fails, and the credits come back", async () => {
    const using = demo();
    const user = await anAccount(using, { credits: 20 });
    const input = await anInput(using, user);
    await using.pictures.put(inputKey(input.id), "nonsense", { httpMetadata: { contentType: "image/png" } });
    const order = anOrder({ model: "kontext", ratio: SAME }, input);
    await startGeneration(using, user, order);
    expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: "failed" });
    await expectBooksToBalance(using, user, { isOver: true });
  });
});
