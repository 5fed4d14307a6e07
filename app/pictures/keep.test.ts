import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { sweep } from "~/operations/sweep.server";
import { HOUR, MINUTE } from "~/platform/clock.server";
import { encodeJpeg } from "~/platform/codecs.server";
import { fixture } from "../../test/fixtures";
import { webpChunk, webpFile, withMetadata } from "../../test/metadata";
import { WEBP } from "../../test/pretend-replicate";
import { encoded, varied } from "../../test/real-pictures";
import { anAccount, anOrder, expectBooksToBalance, generation, type World, world } from "../../test/world";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const goOn = (time: number) => vi.setSystemTime(Date.now() + time);

/** A generation whose file is this one each time it is asked for. */
async function started(using: World, bytes: Uint8Array<ArrayBuffer>) {
  const user = await anAccount(using);
  const order = anOrder({ prompt: crypto.randomUUID() });
  using.pretend.onDownload = () => new Response(bytes);
  await startGeneration(using, user, order);
  return { user, order, row: () => generation(using, order.id) };
}

type Make = () => Promise<Uint8Array<ArrayBuffer>>;
const part =
  (make: Make, share: number): Make =>
  async () => {
    const whole = await make();
    return whole.slice(0, Math.floor(whole.length * share));
  };
const without =
  (make: Make, bytes: number): Make =>
  async () =>
    (await make()).slice(0, -bytes);

const lossy: Make = () => encoded("image/webp", varied(300, 200));
const extended: Make = async () => {
  const head = Buffer.alloc(10);
  head.writeUIntLE(299, 4, 3);
  head.writeUIntLE(199, 7, 3);
  return new Uint8Array(webpFile([webpChunk("VP8X", head), Buffer.from(await lossy()).subarray(12)]));
};
const png: Make = () => encoded("image/png", varied(300, 200));
const progressive: Make = () => encoded("image/jpeg", varied(300, 200));
const baseline: Make = async () => new Uint8Array(await encodeJpeg(varied(300, 200), { quality: 80 }));
/** A lossless WebP that is whole by its lengths, which is all that is asked of one. */
const lossless: Make = async () =>
  new Uint8Array(webpFile([webpChunk("VP8L", Buffer.from("2f01400000072813fd8f8888e87f00", "hex"))]));
const KINDS: [string, Make][] = [
  ["PNG", png],
  ["JPEG", baseline],
  ["progressive JPEG", progressive],
  ["lossy WebP", lossy],
  ["lossless WebP", lossless],
  ["extended WebP", extended],
];

describe("F4: a body that ends too early is no picture", () => {
  test.each<[string, Make]>(
    [
      ["png-cut-in-half.png", async () => fixture("png-cut-in-half.png")],
      ["png-header-only.png", async () => fixture("png-header-only.png")],
      ...KINDS.flatMap(([name, make]): [string, Make][] => [
        [`half a ${name}`, part(make, 0.5)],
        [`a ${name} but its last bytes`, without(make, 6)],
      ]),
      ...KINDS.map(([name, make]): [string, Make] => [
        `40 bytes of a ${name}`,
        async () => (await make()).slice(0, 40),
      ]),
      ...KINDS.map(([name, make]): [string, Make] => [
        `7 bytes of a ${name}`,
        async () => (await make()).slice(0, 7),
      ]),
    ].filter(([name]) => name !== "40 bytes of a lossless WebP") as [string, Make][],
  )("F4: %s is fetched again, then the whole one is kept", async (_, make) => {
    const using = world();
    const { row, user, order } = await started(using, await make());
    expect(await row()).toMatchObject({ status: "saving", image_id: null });
    expect(await using.pictures.head(`pictures/${order.id}`)).toBeNull();
    using.pretend.onDownload = () => new Response(WEBP);
    goOn(5 * MINUTE);
    await sweep(using);
    expect(await row()).toMatchObject({ status: "succeeded", image_id: order.id });
    expect(using.pretend.creates).toBe(1);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test.each<[string, Make]>([
    ["half a picture", part(png, 0.5)],
    ["F6: a picture of no width", async () => fixture("png-width-zero.png")],
    ["F6: a picture of no height", async () => fixture("jpeg-height-zero.jpg")],
    ["F6: a picture whose height comes later", async () => fixture("jpeg-height-zero-dnl.jpg")],
  ])(
    "F4: %s each time: in the end the credit comes back, and nothing was kept or given on",
    async (_, make) => {
      const using = world({ RESULT_CACHE_HOURS: "24" });
      const { row, user, order } = await started(using, await make());
      for (let minute = 0; minute < 60; minute += 6) {
        goOn(6 * MINUTE);
        await sweep(using);
      }
      expect(await row()).toMatchObject({ status: "failed", error_code: "bad_picture", image_id: null });
      expect(using.pretend.downloads).toBeGreaterThan(2);
      expect(await using.pictures.head(`pictures/${order.id}`)).toBeNull();
      await expectBooksToBalance(using, user, { isOver: true });
      const again = anOrder({ prompt: (await row()).prompt });
      await startGeneration(using, user, again);
      expect((await generation(using, again.id)).cached_from).toBeNull();
      goOn(HOUR);
    },
  );

  test.each(KINDS)("F4: a whole %s is kept as it came, with whatever is beside it", async (name, make) => {
    const using = world();
    const bytes = await make();
    const { row, order } = await started(using, bytes);
    expect(await row()).toMatchObject({ status: "succeeded" });
    const stored = await (await using.pictures.get(`pictures/${order.id}`))?.arrayBuffer();
    expect(new Uint8Array(stored ?? new ArrayBuffer())).toEqual(bytes);
    if (name.includes("lossless") || name.includes("extended")) return;
    const type = name.includes("PNG") ? "image/png" : name.includes("JPEG") ? "image/jpeg" : "image/webp";
    expect(await (await started(using, withMetadata(type, bytes))).row()).toMatchObject({
      status: "succeeded",
    });
  });

  test("F4: a PNG whose data ends before its rows do, though its last chunk is there", async () => {
    const using = world();
    const { row } = await started(using, claiming(await png()));
    expect(await row()).toMatchObject({ status: "saving", image_id: null });
  });
});

test("F13: what moves is not fetched again", async () => {
  const using = world();
  const { row, user } = await started(using, fixture("webp-animated.webp"));
  expect(await row()).toMatchObject({ status: "failed", error_code: "bad_picture" });
  await expectBooksToBalance(using, user, { isOver: true });
});

test("F12: the size of a picture is the one in which it is shown", async () => {
  const using = world();
  const { order } = await started(using, fixture("png-orientation-6.png"));
  const image = await using.db.selectFrom("images").selectAll().where("id", "=", order.id).executeTakeFirst();
  expect(image).toMatchObject({ width: 64, height: 96 });
});

/** A PNG whose head claims twice its height, under a right sum. */
function claiming(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const file = Buffer.from(bytes);
  file.writeUInt32BE(file.readUInt32BE(20) * 2, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  return new Uint8Array(file);
}
