import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { updateGenerations } from "~/generations/generation.server";
import { startGeneration } from "~/generations/start.server";
import { sweep } from "~/operations/sweep.server";
import { HOUR, MINUTE } from "~/platform/clock.server";
import { decode, type Pixels } from "~/platform/codecs.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { partsBesideXmp } from "../../../test/containers";
import { countBytes } from "../../../test/counted-bytes";
import { largeJpeg, largePng, largeWebp } from "../../../test/large-pictures";
import { pngChunk } from "../../../test/metadata";
import { type ContentType, encoded, noise, plain, varied } from "../../../test/real-pictures";
import { anAccount, anOrder, expectBooksToBalance, generation, times, world } from "../../../test/world";
import { openPicture, openThumbnail } from "../open.server";
import { makeDueThumbnails, makeFirstThumbnail } from "./thumbnails.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const goOn = (time: number) => vi.setSystemTime(Date.now() + time);

/** A generation that came to this picture, a moment before its thumbnail. */
async function aPicture(bytes: Uint8Array<ArrayBuffer>, using = world()) {
  const user = await anAccount(using);
  const order = anOrder();
  using.pretend.onDownload = () => new Response(bytes);
  await startGeneration(using, user, order);
  expect(await generation(using, order.id)).toMatchObject({ status: "succeeded", image_id: order.id });
  const request = (headers = {}) => new Request(`https://flux.example/images/${order.id}`, { headers });
  return {
    using,
    user,
    id: order.id,
    row: () => using.db.selectFrom("images").selectAll().where("id", "=", order.id).executeTakeFirstOrThrow(),
    stored: async () => (await using.pictures.get(`thumbnails/${order.id}`))?.arrayBuffer(),
    open: (headers = {}, by = user) => openThumbnail(using, by, order.id, request(headers)),
    openFull: () => openPicture(using, user, order.id, request()),
  };
}

async function aThumbnail(type: ContentType, pixels: Pixels) {
  const picture = await aPicture(await encoded(type, pixels));
  await picture.using.afterwards();
  const bytes = new Uint8Array((await picture.stored()) ?? new ArrayBuffer());
  return { ...picture, bytes, image: await picture.row() };
}

describe("is made when the picture is stored", () => {
  test.each<[ContentType, number, number, number, number]>([
    ["image/webp", 1024, 1024, 320, 320],
    ["image/jpeg", 1344, 768, 560, 320],
    ["image/png", 768, 1344, 183, 320],
    ["image/webp", 640, 1536, 133, 320],
    ["image/png", 300, 20, 300, 20],
    ["image/jpeg", 2000, 1, 960, 1],
  ])("from %s of %i × %i: a WebP of %i × %i, 20 KB at the most", async (type, width, height, ...small) => {
    const { bytes, image } = await aThumbnail(type, varied(width, height));
    expect(readPicture(bytes)).toMatchObject({ type: "image/webp", width: small[0], height: small[1] });
    expect(bytes.length).toBeLessThanOrEqual(20_000);
    expect(image).toMatchObject({ thumbnail_bytes: bytes.length, thumbnail_due_at: null });
  });

  test("of the picture that it is of", async () => {
    const picture = varied(1024, 1024);
    const { data } = await decode("image/webp", (await aThumbnail("image/png", picture)).bytes.buffer);
    const colourAt = (pixels: Uint8ClampedArray, width: number, x: number, y: number) => [
      ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
    ];
    // These are the middles of some of its squares.
    for (const [x, y] of [
      [48, 48],
      [528, 144],
      [912, 912],
    ] as const) {
      const before = colourAt(picture.data, 1024, x, y);
      const after = colourAt(data, 320, Math.round(x * 0.3125), Math.round(y * 0.3125));
      for (const channel of [0, 1, 2])
        expect(Math.abs((before[channel] ?? 0) - (after[channel] ?? 0))).toBeLessThan(24);
    }
  });

  test("however hard to compress: 20 KB at the most", async () => {
    expect((await aThumbnail("image/jpeg", noise(896, 1152))).bytes.length).toBeLessThanOrEqual(20_000);
  });

  test.each<[ContentType, [number, number, number], string]>([
    ["image/png", [10, 200, 90], "#0ac85a"],
    ["image/png", [0, 0, 0], "#000000"],
    ["image/png", [255, 255, 255], "#ffffff"],
  ])("with the average colour: %s of %j is %s", async (type, rgb, color) => {
    expect((await aThumbnail(type, plain(512, 512, rgb))).image.average_color).toBe(color);
  });

  test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ["PNG", async () => largePng(4096, 4096, "rgb")],
    ["JPEG", () => largeJpeg(4096, 4096)],
    ["WebP", () => largeWebp(4096, 4096)],
  ])("from a %s of 16.8 megapixels, within what a Worker has", async (_, make) => {
    const file = await make();
    const picture = await aPicture(file);
    const { bytes } = await countBytes(() => picture.using.afterwards());
    expect(bytes + file.length).toBeLessThan(100_000_000);
    const { thumbnail_bytes, average_color } = await picture.row();
    expect(thumbnail_bytes).toBeGreaterThan(100);
    expect(average_color).toMatch(/^#(7e|7f|80)(7e|7f|80)5[9ab]$/);
    expect(readPicture(new Uint8Array((await picture.stored()) ?? new ArrayBuffer()))).toMatchObject({
      width: 320,
      height: 320,
    });
  });

  test("with what is transparent, and no colour that would lie behind it", async () => {
    const picture = await aPicture(largePng(2500, 2000, "rgba"));
    await picture.using.afterwards();
    const { data } = await decode("image/webp", (await picture.stored()) ?? new ArrayBuffer());
    expect([data[3], data[399 * 4 + 3]]).toEqual([0, 255]);
    expect((await picture.row()).average_color).toBeNull();
  });

  test("with the average of two halves between them", async () => {
    const halves = plain(512, 512, [200, 0, 40]);
    halves.data.set(plain(512, 256, [100, 100, 0]).data);
    expect((await aThumbnail("image/png", halves)).image.average_color).toBe("#963214");
  });
});

describe("never stands in the visitor's way", () => {
  test("the answer is there before anything is and two who settle at once make it once", async () => {
    const picture = await aPicture(await encoded("image/webp", varied(1024, 768)));
    expect(await picture.row()).toMatchObject({
      thumbnail_attempts: 0,
      thumbnail_bytes: null,
      average_color: null,
    });
    await Promise.all([makeFirstThumbnail(world(), picture.id), picture.using.afterwards()]);
    expect((await picture.row()).thumbnail_attempts).toBe(1);
  });

  test.each<[string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ["a broken WebP", async () => brokenWebp()],
    ["a JPEG without its tables", async () => withoutTables(await encoded("image/jpeg", varied(800, 600)))],
    ["a PNG with rows that nobody can read", async () => brokenPng()],
  ])("%s is a picture like any other, and is given up", async (_, bytes) => {
    const picture = await aPicture(await bytes());
    await picture.using.afterwards();
    for (let hour = 0; hour < 12; hour++) {
      goOn(HOUR);
      await makeDueThumbnails(picture.using);
    }
    expect(await picture.row()).toMatchObject({
      thumbnail_bytes: null,
      thumbnail_attempts: 4,
      thumbnail_due_at: null,
    });
    expect(await picture.stored()).toBeUndefined();
    const sent = await picture.open();
    const shown = (await sent?.arrayBuffer())?.byteLength ?? 0;
    expect(sent?.headers.get("Content-Type")).toBe((await picture.row()).content_type);
    expect(shown).toBeGreaterThan((await bytes()).length);
    expect(sent?.headers.get("Content-Length")).toBe(String(shown));
    await expectBooksToBalance(picture.using, picture.user, { isOver: true });
    // Nothing of a failed attempt stays behind for the next picture.
    await aThumbnail("image/webp", varied(500, 500)).then(({ image }) =>
      expect(image.thumbnail_bytes).not.toBeNull(),
    );
  });

  test("one that is too large to be decoded is not tried", async () => {
    const picture = await aPicture(largePng(4100, 4100, "rgb"));
    await picture.using.afterwards();
    goOn(HOUR);
    await makeDueThumbnails(picture.using);
    expect(await picture.row()).toMatchObject({ thumbnail_attempts: 0, thumbnail_due_at: null });
    expect((await picture.open())?.status).toBe(200);
  });
});

describe("that is missing is made by the sweep", () => {
  test("when the isolate died before it", async () => {
    const picture = await aPicture(await encoded("image/webp", varied(512, 512)));
    await sweep(world());
    // The isolate that stored the picture may still be making the thumbnail.
    expect((await picture.row()).thumbnail_attempts).toBe(0);
    goOn(2 * MINUTE);
    await sweep(world());
    expect(await picture.row()).toMatchObject({ thumbnail_attempts: 1, thumbnail_due_at: null });
    expect(await picture.stored()).toBeDefined();
  });

  test.each(["before", "after"] as const)("when R2 failed %s it was stored", async (kind) => {
    const picture = await aPicture(await encoded("image/jpeg", varied(512, 512)));
    picture.using.faults.plan("put", kind);
    await picture.using.afterwards();
    expect(await picture.row()).toMatchObject({ thumbnail_attempts: 1, thumbnail_bytes: null });
    await expectBooksToBalance(picture.using, picture.user, { isOver: true });
    goOn(2 * MINUTE);
    await sweep(world());
    expect((await picture.row()).thumbnail_bytes).toBe((await picture.stored())?.byteLength);
  });

  test("after waiting longer each time, four times in all", async () => {
    const picture = await aPicture(await brokenWebp());
    await picture.using.afterwards();
    const tried: number[] = [];
    for (let minute = 1; minute <= 200; minute++) {
      goOn(MINUTE);
      await makeDueThumbnails(picture.using);
      if ((await picture.row()).thumbnail_attempts > tried.length + 1) tried.push(minute);
    }
    expect(tried).toEqual([1, 9, 73]);
  });

  test("ten a run, oldest first, two sweeps at once different ones, reading few rows however many there are", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 24 });
    goOn(24 * HOUR);
    while (await makeDueThumbnails(using)) goOn(MINUTE);
    const bytes = await encoded("image/webp", varied(64, 64));
    using.pretend.onDownload = () => new Response(bytes);
    const orders = times(24, () => anOrder());
    for (const order of orders) {
      await startGeneration(using, user, order);
      goOn(1000);
    }
    goOn(2 * MINUTE);
    const [one, other] = [world(), world()];
    expect(await Promise.all([makeDueThumbnails(one), makeDueThumbnails(other)])).toEqual([10, 10]);
    const made = async () =>
      (
        await using.db
          .selectFrom("images")
          .select(["id", "thumbnail_attempts"])
          .where("thumbnail_bytes", "is not", null)
          .where(
            "id",
            "in",
            orders.map(({ id }) => id),
          )
          .execute()
      ).map(({ id, thumbnail_attempts }) => `${id} ${thumbnail_attempts}`);
    expect((await made()).sort()).toEqual(
      orders
        .slice(0, 20)
        .map(({ id }) => `${id} 1`)
        .sort(),
    );
    const last = world();
    expect(await makeDueThumbnails(last)).toBe(4);
    const idle = world();
    expect(await makeDueThumbnails(idle)).toBe(0);
    // Fewer rows are read than there are images: those that are not due are never looked at.
    expect(idle.rowsRead()).toBeLessThan(10);
  });
});

describe("what the cards show", () => {
  test("is for the owner", async () => {
    const { using, bytes, open } = await aThumbnail("image/png", varied(512, 512));
    const shown = new Uint8Array((await (await open())?.arrayBuffer()) ?? []);
    expect(partsBesideXmp(shown)).toEqual(partsBesideXmp(bytes));
    expect(await open({}, await anAccount(using))).toBeNull();
  });

  test("may be kept for ever by this visitor only, and is not sent again to who has it", async () => {
    const { open } = await aThumbnail("image/png", varied(512, 512));
    const bytes = new Uint8Array((await (await open())?.arrayBuffer()) ?? []);
    const headers = Object.fromEntries((await open())?.headers ?? []);
    expect(headers).toMatchObject({
      "content-type": "image/webp",
      "content-length": String(bytes.length),
      "content-disposition": expect.stringContaining('filename="A-castle-at-dawn.webp"'),
      "cache-control": "private, max-age=31536000, immutable",
      etag: expect.stringMatching(/^"[0-9a-f]{32}\.[0-9a-f]{8}"$/),
    });
    expect((await open({ "If-None-Match": headers.etag }))?.status).toBe(304);
  });

  test("is the whole picture until there is a thumbnail, and asked for again each time", async () => {
    const whole = await encoded("image/png", varied(512, 512));
    const { using, open, openFull } = await aPicture(whole);
    const before = await open();
    expect(before?.headers.get("Content-Type")).toBe("image/png");
    expect(before?.headers.get("Cache-Control")).toBe("private, no-cache");
    const shown = new Uint8Array((await before?.arrayBuffer()) ?? []);
    expect(partsBesideXmp(shown)).toEqual(partsBesideXmp(whole));
    const known = { "If-None-Match": before?.headers.get("ETag") ?? "" };
    expect((await open(known))?.status).toBe(304);
    await using.afterwards();
    const after = await open(known);
    expect([after?.status, after?.headers.get("Content-Type")]).toEqual([200, "image/webp"]);
    expect((await openFull())?.headers.get("Content-Type")).toBe("image/png");
  });

  test("is the whole picture when the thumbnail went away", async () => {
    const { using, id, open } = await aThumbnail("image/png", varied(512, 512));
    await using.pictures.delete(`thumbnails/${id}`);
    const response = await open();
    expect(response?.headers.get("Content-Type")).toBe("image/png");
    expect(response?.headers.get("Cache-Control")).toBe("private, no-cache");
  });
});

describe("of a picture that is gone", () => {
  const remove = async ({ using, id }: Awaited<ReturnType<typeof aPicture>>) => {
    await updateGenerations(using.db, { image_id: null, status: "failed" }).where("id", "=", id).execute();
    await using.db.deleteFrom("images").where("id", "=", id).execute();
  };

  test("goes with the next walk through the store; those of others stay", async () => {
    const [gone, kept] = [
      await aThumbnail("image/webp", varied(64, 64)),
      await aThumbnail("image/webp", varied(64, 64)),
    ];
    await remove(gone);
    goOn(2 * HOUR);
    await sweep(world());
    for (const key of [`pictures/${gone.id}`, `thumbnails/${gone.id}`])
      expect(await gone.using.pictures.head(key)).toBeNull();
    for (const key of [`pictures/${kept.id}`, `thumbnails/${kept.id}`])
      expect(await kept.using.pictures.head(key)).not.toBeNull();
  });

  test("is not left behind by who was making it", async () => {
    const picture = await aPicture(await encoded("image/webp", varied(64, 64)));
    const { put } = picture.using.pictures;
    vi.spyOn(picture.using.pictures, "put").mockImplementation(async (...args) => {
      await remove(picture);
      return put.apply(picture.using.pictures, args);
    });
    await picture.using.afterwards();
    expect(await picture.stored()).toBeUndefined();
  });
});

/** A picture that is whole by all lengths, but whose first part says nonsense of itself. */
async function brokenWebp(): Promise<Uint8Array<ArrayBuffer>> {
  const webp = await encoded("image/webp", varied(800, 600));
  const at = Buffer.from(webp.buffer).indexOf("VP8 ") + 8;
  webp.set([((webp[at] ?? 0) & 0x1f) | 0x20, 0, 0], at);
  return webp;
}

function withoutTables(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const file = Buffer.from(jpeg.buffer);
  const [from, to] = [file.indexOf(Buffer.from([0xff, 0xc4])), file.indexOf(Buffer.from([0xff, 0xda]))];
  return new Uint8Array(Buffer.concat([file.subarray(0, from), file.subarray(to)]));
}

/** A PNG with as many bytes as its size wants, in rows whose filter does not exist. */
function brokenPng(): Uint8Array<ArrayBuffer> {
  const head = Buffer.from("00000008000000080800000000", "hex");
  const rows = deflateSync(Buffer.alloc(8 * 9, 9));
  const parts = [pngChunk("IHDR", head), pngChunk("IDAT", rows), pngChunk("IEND", "")];
  return new Uint8Array(Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]));
}
