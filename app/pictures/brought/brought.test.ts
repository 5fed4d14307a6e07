import { env } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { startGeneration } from "~/generations/start.server";
import type { Mistake } from "~/http/mistakes";
import { decode, encodeJpeg, type Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { xmpIn } from "../../../test/containers";
import { fixture } from "../../../test/fixtures";
import { exifBlock, pngChunk, SECRET, withMetadata } from "../../../test/metadata";
import { addressesIn } from "../../../test/pretend-files";
import { PNG, WEBP } from "../../../test/pretend-replicate";
import { encoded, varied } from "../../../test/real-pictures";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  generation,
  times,
  type World,
  world,
} from "../../../test/world";
import { inputKey } from "../keys.server";
import { MOST_UPLOADS_A_DAY } from "../limits";
import { withXmp } from "../metadata/with-xmp.server";
import { xmpPacket } from "../metadata/xmp.server";
import { bodyOf } from "../stored.server";
import { takePictures } from "./bring.server";
import { pictureForModel } from "./input.server";
import { openInput } from "./open.server";
import { picturesNamedBy } from "./shown.server";
import { sweepInputs } from "./sweep.server";

type Fields = Record<string, string | Uint8Array<ArrayBuffer>>;

function bring(using: World, user: User, fields: Fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    form.append(name, typeof value === "string" ? value : new File([value], "mine"));
  return takeOne(using, user, form);
}

const ASKED = new Request("http://localhost/inputs/1");

/** What comes of a form that brings one picture at most. */
async function takeOne(using: World, user: User, form: FormData) {
  const { inputs, mistake } = await takePictures(using, user, form);
  const [input] = inputs;
  if (mistake) return { kind: "refused", mistake } as const;
  return input ? ({ kind: "kept", input } as const) : ({ kind: "none" } as const);
}

/** A PNG whose header claims a size; nothing else of it is ever read. */
function claiming(width: number, height: number): Uint8Array<ArrayBuffer> {
  const png = PNG.slice();
  new DataView(png.buffer).setUint32(16, width);
  new DataView(png.buffer).setUint32(20, height);
  return png;
}

test("a picture is kept without what it says of places and names, and only its owner sees it", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const input = await anInput(using, user, withMetadata("image/png", PNG));
  const opened = await openInput(using, user, input.id, ASKED);
  const bytes = Buffer.from((await opened?.arrayBuffer()) ?? new ArrayBuffer());
  expect(bytes.includes("PNG")).toBe(true);
  expect(bytes.includes(SECRET)).toBe(false);
  expect(opened?.headers.get("Content-Type")).toBe("image/png");
  expect(await openInput(using, stranger, input.id, ASKED)).toBeNull();
  expect(await openInput(using, user, "no-id", ASKED)).toBeNull();
});

test.each(["image/png", "image/jpeg", "image/webp"] as const)(
  "%s is known by its bytes, whatever the file is called",
  async (type) => {
    const using = world();
    const bytes = await encoded(type, varied(40, 30));
    const form = new FormData();
    form.append("picture", new File([bytes], "mine.gif", { type: "text/html" }));
    expect(await takeOne(using, await anAccount(using), form)).toMatchObject({
      kind: "kept",
      input: { content_type: type, width: 40, height: 30 },
    });
  },
);

test("16 megapixels are taken, and not a row more", async () => {
  const using = world();
  const user = await anAccount(using);
  const ofSize = (width: number, height: number) => {
    const header = Buffer.from(PNG.subarray(16, 29));
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    return new Uint8Array(Buffer.concat([PNG.subarray(0, 8), pngChunk("IHDR", header), PNG.subarray(33)]));
  };
  expect((await bring(using, user, { picture: ofSize(4000, 4000) })).kind).toBe("kept");
  expect(await bring(using, user, { picture: ofSize(4000, 4001) })).toEqual({
    kind: "refused",
    mistake: "picture_too_many_pixels",
  });
});

describe("bad files get an answer, and nothing is stored", () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ["an empty one", new Uint8Array(), "picture_empty"],
    ["one of more than 10 MB", new Uint8Array(10_000_001), "picture_too_large"],
    ["one that lies about its type", new TextEncoder().encode("<svg onload=alert(1)>"), "picture_wrong_kind"],
    [
      "a GIF",
      new TextEncoder().encode("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000"),
      "picture_wrong_kind",
    ],
    ["a decompression bomb", claiming(50_000, 50_000), "picture_too_many_pixels"],
    ["one cut off in the middle", PNG.slice(0, 40), "picture_damaged"],
  ])("%s", async (_, bytes, mistake) => {
    const using = world();
    const before = (await env.PICTURES.list({ prefix: inputKey("") })).objects.length;
    expect(await bring(using, await anAccount(using), { picture: bytes })).toEqual({
      kind: "refused",
      mistake,
    });
    expect((await env.PICTURES.list({ prefix: inputKey("") })).objects).toHaveLength(before);
  });
});

test("no file chosen is no picture", async () => {
  const form = new FormData();
  form.append("picture", new File([], ""));
  expect(await takeOne(world(), await anAccount(world()), form)).toEqual({ kind: "none" });
  expect([...form]).toEqual([]);
});

test("one that came with an earlier form comes again by its id, to its owner", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const input = await anInput(using, user);
  expect(await bring(using, user, { input: input.id })).toEqual({ kind: "kept", input });
  expect((await bring(using, stranger, { input: input.id })).kind).toBe("refused");
  expect((await bring(using, user, { input: "'; --" })).kind).toBe("refused");
  expect(await bring(using, user, { input: input.id, leave_out: input.id })).toEqual({ kind: "none" });
  const named = (who: User) => picturesNamedBy(using, who, new URLSearchParams({ input: input.id }));
  expect(await named(user)).toMatchObject([{ field: "input", id: input.id, made_by_ai: 0 }]);
  expect(await named(stranger)).toEqual([]);
});

test("a picture from the history is copied, and only one's own", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  using.pretend.onDownload = () => new Response(WEBP);
  const made = anOrder();
  await startGeneration(using, user, made);
  const brought = await bring(using, user, { source: made.id });
  expect(brought).toMatchObject({ kind: "kept", input: { content_type: "image/webp" } });
  expect((await bring(using, stranger, { source: made.id })).kind).toBe("refused");
  const named = (who: User) => picturesNamedBy(using, who, new URLSearchParams({ source: made.id }));
  expect(await named(user)).toMatchObject([{ field: "source", made: { image_id: made.id, input_id: null } }]);
  expect(await named(stranger)).toEqual([]);
});

describe("what AI made says so when it was brought, too", () => {
  const marksOf = async (using: World, user: User, id: string) => {
    const served = await openInput(using, user, id, ASKED);
    return xmpIn(new Uint8Array((await served?.arrayBuffer()) ?? []));
  };

  test("one from the history does, and nobody else's", async () => {
    const using = world();
    const user = await anAccount(using);
    using.pretend.onDownload = () => new Response(fixture("base.png"));
    const made = anOrder();
    await startGeneration(using, user, made);
    const own = await bring(using, user, { picture: fixture("base.jpg") });
    const copied = await bring(using, user, { source: made.id });
    if (own.kind !== "kept" || copied.kind !== "kept") throw new Error("nothing was brought");
    expect(await marksOf(using, user, own.input.id)).toEqual([]);
    expect(await marksOf(using, user, copied.input.id)).toEqual([
      expect.stringContaining("digitalsourcetype/trainedAlgorithmicMedia"),
    ]);
  });

  test("a file that says so goes on saying it, even if it was brought without its mark before", async () => {
    const using = world();
    const user = await anAccount(using);
    const unmarked = await bring(using, user, { picture: fixture("base.png") });
    const file = pieces(fixture("base.png"));
    const saved = await new Response(
      bodyOf(await withXmp(file, xmpPacket({ id: "1", producer: "Lantern", isEdit: true })), async () => {}),
    ).arrayBuffer();
    const again = await bring(using, user, { picture: new Uint8Array(saved) });
    if (unmarked.kind !== "kept" || again.kind !== "kept") throw new Error("nothing was brought");
    expect(again.input.id).toBe(unmarked.input.id);
    expect(await marksOf(using, user, again.input.id)).toHaveLength(1);
  });
});

const pieces = (bytes: Uint8Array) => ({
  size: bytes.length,
  async *chunks() {
    yield bytes;
  },
});

test("Replicate is given the bytes themselves, as they are kept, by the address of a file", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 30 });
  const asked: Record<string, unknown>[] = [];
  const given: unknown[] = [];
  using.pretend.onCreate = (made) => {
    asked.push(made.input);
    given.push(...addressesIn(made.input).map((url) => using.pretend.sentFiles.bytesAt(url)));
    return Response.json(using.pretend.succeed(made), { status: 201 });
  };
  const input = await anInput(using, user);
  await startGeneration(using, user, anOrder({ model: "kontext" }, input));
  await startGeneration(using, user, anOrder({ model: "flux2" }, input));
  expect(given).toEqual([PNG, PNG]);
  expect(asked[0]?.input_image).toEqual(expect.any(String));
  expect(asked[1]?.input_images).toEqual([expect.any(String)]);
  expect(using.pretend.sentFiles.stored).toMatchObject([
    { content_type: "image/png" },
    { content_type: "image/png" },
  ]);
  expect(using.pretend.mistakes).toEqual([]);
});

test("F12: what was kept on its side before is sent upright, and named by what it is", async () => {
  const using = world();
  const user = await anAccount(using);
  const input = await anInput(using, user);
  await env.PICTURES.put(inputKey(input.id), fixture("png-orientation-6.png"), {
    httpMetadata: { contentType: "text/html" },
  });
  const forModel = () => pictureForModel(using, input.id, 1_000_000);
  const turned = await forModel();
  expect(turned?.content_type).toBe("image/webp");
  expect(readPicture(turned?.bytes ?? new Uint8Array())).toMatchObject({
    orientation: 1,
    width: 64,
    height: 96,
  });
  await env.PICTURES.put(inputKey(input.id), fixture("base.jpg"));
  expect(await forModel()).toMatchObject({ content_type: "image/jpeg" });
});

test("when its bytes are gone the credits come back and Replicate is not asked", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 13 });
  const input = await anInput(using, user);
  await env.PICTURES.delete(inputKey(input.id));
  const order = anOrder({ model: "kontext" }, input);
  await startGeneration(using, user, order);
  expect(await generation(using, order.id)).toMatchObject({ status: "failed" });
  expect(await creditsOf(using, user)).toBe(13);
  expect(using.pretend.creates).toBe(0);
});

test("the same change of the same picture is in the result cache, of another picture it is not", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using, { credits: 100 });
  const order = async (bytes: Uint8Array<ArrayBuffer>) => {
    const input = await anInput(using, user, bytes);
    await startGeneration(using, user, anOrder({ model: "kontext", prompt: "Winter" }, input));
    return creditsOf(using, user);
  };
  expect(await order(PNG)).toBe(87);
  expect(await order(PNG)).toBe(87);
  expect(await order(WEBP)).toBe(74);
});

test("what came to no order in a day is removed, and what a crash left behind; the rest stays", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 100 });
  const [used, unused] = [await anInput(using, user), await anInput(using, user, WEBP)];
  await startGeneration(using, user, anOrder({ model: "kontext" }, used));
  const orphan = inputKey("00000000-0000-7000-8000-000000000000");
  await env.PICTURES.put(orphan, PNG);
  const DAY = 24 * 60 * 60 * 1000;

  await sweepInputs(using);
  expect(await env.PICTURES.head(inputKey(unused.id))).not.toBeNull();
  vi.useFakeTimers({ now: Date.now() + DAY + 1000, toFake: ["Date"] });
  const fresh = await anInput(using, user, fixture("base.jpg"));
  await sweepInputs(using);
  vi.useRealTimers();

  const left = (await env.PICTURES.list({ prefix: "inputs/" })).objects.map(({ key }) => key);
  expect(left).toContain(inputKey(used.id));
  expect(left).toContain(inputKey(fresh.id));
  expect(left).not.toContain(inputKey(unused.id));
  expect(left).not.toContain(orphan);
  expect(await openInput(using, user, unused.id, ASKED)).toBeNull();
  expect(await using.db.selectFrom("inputs").select("id").where("id", "=", fresh.id).execute()).toHaveLength(
    1,
  );
});

describe("what is brought is taken as browsers show it", () => {
  const shown = async (bytes: Uint8Array<ArrayBuffer>) => {
    const using = world();
    const user = await anAccount(using);
    const brought = await bring(using, user, { picture: bytes });
    if (brought.kind !== "kept") return brought;
    const opened = await openInput(using, user, brought.input.id, ASKED);
    return {
      ...brought,
      kept: new Uint8Array((await opened?.arrayBuffer()) ?? []),
      type: opened?.headers.get("Content-Type"),
    };
  };

  test.each([
    "jpeg-no-eoi.jpg",
    "jpeg-no-eoi-then-trailer.jpg",
    "jpeg-zeros-before-marker.jpg",
    "jpeg-short-app1.jpg",
    "png-text-wrong-crc.png",
    "webp-riff-size-too-big.webp",
    "webp-riff-size-zero.webp",
  ])("F10: %s", async (name) => {
    expect((await shown(fixture(name))).kind).toBe("kept");
  });

  test.each<[string, Mistake]>([
    ["png-width-zero.png", "picture_damaged"],
    ["jpeg-height-zero.jpg", "picture_damaged"],
    ["jpeg-height-zero-dnl.jpg", "picture_damaged"],
    ["png-cut-in-half.png", "picture_damaged"],
    ["png-header-only.png", "picture_damaged"],
    ["webp-animated.webp", "picture_moves"],
  ])("F6, F13: %s is told as %s, and nothing is left behind", async (name, mistake) => {
    const stored = async () => (await env.PICTURES.list({ prefix: inputKey("") })).objects.length;
    const before = await stored();
    expect(await shown(fixture(name))).toEqual({ kind: "refused", mistake });
    expect(await stored()).toBe(before);
  });

  test.each(["png-orientation-6.png", "webp-orientation-6.webp"])(
    "F12: %s is kept upright, and sent so",
    async (name) => {
      const brought = await shown(fixture(name));
      if (brought.kind !== "kept") throw new Error(brought.kind);
      expect(brought.input).toMatchObject({ width: 64, height: 96 });
      expect(readPicture(brought.kept)).toMatchObject({
        orientation: 1,
        width: 64,
        height: 96,
        type: brought.type,
      });
      // Red is at the top of the file, and so on the right of the picture.
      const { data, width } = await decode(brought.input.content_type, brought.kept.buffer);
      expect((data[(width - 1) * 4] ?? 0) - (data[0] ?? 0)).toBeGreaterThan(100);
    },
  );

  test("F12: every orientation of every kind is the same picture, in its own colours", async () => {
    const upright = varied(64, 48);
    for (const type of ["image/png", "image/jpeg", "image/webp"] as const)
      for (let orientation = 1; orientation <= 8; orientation++) {
        const exif = exifBlock(orientation);
        const held = await encoded(type, heldAs(orientation, upright));
        const brought = await shown(withMetadata(type, held, { exif }));
        if (brought.kind !== "kept") throw new Error(brought.kind);
        expect(brought.input, `${type} ${orientation}`).toMatchObject({ width: 64, height: 48 });
        expect(readPicture(brought.kept)).toMatchObject({ orientation: 1, profile: expect.any(Uint8Array) });
        expect(Buffer.from(brought.kept).includes("Jane")).toBe(false);
        const { data } = await decode(brought.input.content_type, brought.kept.buffer);
        expect(difference(data, upright.data), `${type} ${orientation}`).toBeLessThan(12);
      }
  });

  test.each([false, true])(
    "F12: a phone's portrait of 12 megapixels (progressive: %s) is upright",
    async (progressive) => {
      const upright = varied(3024, 4032);
      const held = heldAs(6, upright);
      const jpeg = progressive
        ? await encoded("image/jpeg", held)
        : new Uint8Array(await encodeJpeg(held, { quality: 80 }));
      const brought = await shown(withMetadata("image/jpeg", jpeg, { exif: exifBlock(6) }));
      if (brought.kind !== "kept") throw new Error(brought.kind);
      expect(brought.input).toMatchObject({ width: 1512, height: 2016, content_type: "image/webp" });
      const { data } = await decode("image/webp", brought.kept.buffer);
      expect(difference(data, halved(upright))).toBeLessThan(6);
    },
    60_000,
  );

  test("F12: one on its side that is too large to be turned is told so", async () => {
    const { head, rest } = { head: PNG.subarray(0, 8), rest: PNG.subarray(33) };
    const size = Buffer.from(PNG.subarray(16, 29));
    size.writeUInt32BE(2100, 0);
    size.writeUInt32BE(2100, 4);
    const lying = Buffer.concat([head, pngChunk("IHDR", size), pngChunk("eXIf", exifBlock(6)), rest]);
    expect(await shown(new Uint8Array(lying))).toEqual({ kind: "refused", mistake: "picture_lies" });
  });
});

describe("F14: uploads are bounded", () => {
  const objects = async () => (await env.PICTURES.list({ prefix: inputKey("") })).objects.length;

  test("F14: the same picture is kept once for a person, also at once, and whatever is beside it", async () => {
    const using = world();
    const [user, other] = [await anAccount(using), await anAccount(using)];
    const before = await objects();
    const first = await anInput(using, user);
    const all = await Promise.all(
      times(5, (index) =>
        anInput(
          using,
          user,
          index % 2 === 0 ? PNG : withMetadata("image/png", PNG, { profile: Buffer.from("none") }),
        ),
      ),
    );
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set([first.id]));
    const [one, two] = await Promise.all([anInput(using, other), anInput(using, other)]);
    expect(one.id).toBe(two.id);
    expect(one.id).not.toBe(first.id);
    expect(await objects()).toBe(before + 2);
  });

  test("F14, S5: a form that fails again and again with one's own picture leaves one object", async () => {
    const using = world();
    const user = await anAccount(using);
    const made = anOrder();
    await startGeneration(using, user, made);
    const before = await objects();
    for (let time = 0; time < 10; time++) await bring(using, user, { source: made.id });
    expect(await objects()).toBe(before + 1);
  });

  test("F14: of different ones a day brings so many, and the next day as many again", async () => {
    const using = world();
    const user = await anAccount(using);
    const today = new Date().toISOString().slice(0, 10);
    const known = await anInput(using, user);
    await using.db
      .updateTable("uploads_by_day")
      .set({ uploads: MOST_UPLOADS_A_DAY - 1 })
      .where("user_id", "=", user.id)
      .where("day", "=", today)
      .execute();
    const before = await objects();
    const others = await Promise.all(
      [fixture("base.jpg"), fixture("base.png"), WEBP].map((picture) => bring(using, user, { picture })),
    );
    expect(others.filter(({ kind }) => kind === "kept")).toHaveLength(1);
    expect(others.filter(({ kind }) => kind === "refused")).toContainEqual({
      kind: "refused",
      mistake: "pictures_too_many",
    });
    expect(await objects()).toBe(before + 1);
    expect(await anInput(using, user)).toMatchObject({ id: known.id });
    vi.useFakeTimers({ now: Date.now() + 24 * 60 * 60 * 1000, toFake: ["Date"] });
    expect((await bring(using, user, { picture: fixture("jpeg-no-eoi.jpg") })).kind).toBe("kept");
    vi.useRealTimers();
  });

  test("F14: one that was brought again is kept for another day", async () => {
    const using = world();
    const user = await anAccount(using);
    const input = await anInput(using, user);
    const DAY = 24 * 60 * 60 * 1000;
    vi.useFakeTimers({ now: Date.now() + DAY + 1000, toFake: ["Date"] });
    await anInput(using, user);
    await sweepInputs(using);
    expect(await openInput(using, user, input.id, ASKED)).not.toBeNull();
    vi.useRealTimers();
  });
});

/** The pixels as a camera stores them that was held so. */
function heldAs(orientation: number, { data, width, height }: Pixels): Pixels {
  const isTurned = orientation >= 5;
  const held = { width: isTurned ? height : width, height: isTurned ? width : height };
  const pixels = new Uint32Array(data.buffer);
  const stored = new Uint32Array(pixels.length);
  for (let y = 0; y < held.height; y++)
    for (let x = 0; x < held.width; x++) {
      const [right, bottom] = [held.width - 1 - x, held.height - 1 - y];
      const [atX = 0, atY = 0] =
        [
          [x, y],
          [right, y],
          [right, bottom],
          [x, bottom],
          [y, x],
          [bottom, x],
          [bottom, right],
          [y, right],
        ][orientation - 1] ?? [];
      stored[y * held.width + x] = pixels[atY * width + atX] ?? 0;
    }
  return { data: new Uint8ClampedArray(stored.buffer), ...held };
}

/** A picture at half its size, by taking every other pixel, as it changes slowly. */
function halved({ data, width, height }: Pixels): Uint8ClampedArray {
  const pixels = new Uint32Array(data.buffer);
  const half = new Uint32Array((width / 2) * (height / 2));
  for (let y = 0; y < height / 2; y++)
    for (let x = 0; x < width / 2; x++) half[y * (width / 2) + x] = pixels[2 * y * width + 2 * x] ?? 0;
  return new Uint8ClampedArray(half.buffer);
}

/** How far apart two pictures are on average, of 255. */
function difference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
  return sum / one.length;
}
