import { deflateSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { sweep } from "~/operations/sweep.server";
import { MINUTE } from "~/platform/clock.server";
import { pngChunk } from "../../test/metadata";
import { anAccount, anOrder, expectBooksToBalance, generation, world } from "../../test/world";
import { PART_MB } from "./limits";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const PIECE_BYTES = 64 * 1024;
const PART_BYTES = PART_MB * 1024 * 1024;

/** A PNG that is as large as its pixels, since nothing of it is compressed. */
function heavyPng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const rows = Buffer.alloc(height * (1 + width * 3), "flux");
  for (let y = 0; y < height; y++) rows[y * (1 + width * 3)] = 0;
  const chunks = [
    pngChunk("IHDR", head),
    pngChunk("IDAT", deflateSync(rows, { level: 0 })),
    pngChunk("IEND", ""),
  ];
  return new Uint8Array(Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]));
}

/** Sends a file piece by piece, each when it is asked for. */
function sending(file: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const sent = { bytes: 0 };
  const respond = () => {
    sent.bytes = 0;
    const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      const piece = file.slice(sent.bytes, sent.bytes + PIECE_BYTES);
      if (piece.length === 0) return controller.close();
      controller.enqueue(piece);
      sent.bytes += piece.length;
    };
    return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }), { headers });
  };
  return { sent, respond };
}

/** A generation whose file comes so. */
async function started(respond: () => Response, plan = (_: ReturnType<typeof world>) => {}) {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  using.pretend.onDownload = respond;
  plan(using);
  await startGeneration(using, user, order);
  return { using, user, order, stored: () => using.pictures.get(`pictures/${order.id}`) };
}

/** A PNG of 16.8 megapixels and almost 40 MB. */
const LARGEST = heavyPng(4096, 3200);
/** A PNG that goes into the store in two parts. */
const LARGE = heavyPng(2000, 1700);

test("a picture of almost 40 MB is stored byte for byte, while no more than two parts of it are in memory", async () => {
  const { sent, respond } = sending(LARGEST);
  const parts: { bytes: number; sent: number }[] = [];
  const { using, user, order, stored } = await started(respond, ({ pictures }) => {
    const { createMultipartUpload } = pictures;
    vi.spyOn(pictures, "createMultipartUpload").mockImplementation(async (...values) => {
      const upload = await createMultipartUpload.apply(pictures, values);
      const uploadPart = upload.uploadPart.bind(upload);
      upload.uploadPart = (number, part, ...rest) => {
        parts.push({ bytes: (part as Uint8Array).length, sent: sent.bytes });
        return uploadPart(number, part, ...rest);
      };
      return upload;
    });
  });
  expect(await generation(using, order.id)).toMatchObject({ status: "succeeded", image_id: order.id });
  expect(parts.map(({ bytes }) => bytes)).toEqual([
    ...Array.from({ length: 4 }, () => PART_BYTES),
    LARGEST.length - 4 * PART_BYTES,
  ]);
  for (const [index, part] of parts.entries())
    expect(part.sent).toBeLessThanOrEqual((index + 1) * PART_BYTES + PIECE_BYTES);
  const object = await stored();
  expect(object?.httpMetadata?.contentType).toBe("image/png");
  const kept = Buffer.from((await object?.arrayBuffer()) ?? new ArrayBuffer());
  // Compared by hand: a matcher would look at each of the bytes as a property.
  expect(kept.equals(LARGEST)).toBe(true);
  expect(
    await using.db.selectFrom("images").selectAll().where("id", "=", order.id).executeTakeFirstOrThrow(),
  ).toMatchObject({ bytes: LARGEST.length, width: 4096, height: 3200, content_type: "image/png" });
  await expectBooksToBalance(using, user, { isOver: true });
});

test.each<[string, () => Response]>([
  ["ends in its midst", sending(LARGE.slice(0, 5_000_000)).respond],
  ["lacks its end", sending(LARGE.slice(0, -12)).respond],
  ["is damaged in its midst", sending(damaged(LARGE, 9_000_000)).respond],
  [
    "claims a length that it has not",
    sending(LARGE.slice(0, 9_500_000), { "Content-Length": String(LARGE.length) }).respond,
  ],
])("F4: a large picture that %s is never seen in the store, and fetched again", async (_, respond) => {
  const { using, user, order, stored } = await started(respond);
  expect(await generation(using, order.id)).toMatchObject({ status: "saving", image_id: null });
  expect(await stored()).toBeNull();
  using.pretend.onDownload = sending(LARGE).respond;
  vi.setSystemTime(Date.now() + 5 * MINUTE);
  await sweep(using);
  expect(await generation(using, order.id)).toMatchObject({ status: "succeeded" });
  expect((await stored())?.size).toBe(LARGE.length);
  await expectBooksToBalance(using, user, { isOver: true });
});

test("rows 20 and 21: when the store fails in the midst of a large picture, it is fetched again", async () => {
  for (const kind of ["before", "after"] as const) {
    const { using, order, stored } = await started(sending(LARGE).respond, ({ faults }) =>
      faults.plan("put", kind),
    );
    expect(await generation(using, order.id)).toMatchObject({ status: "saving" });
    expect(await stored()).toBeNull();
    vi.setSystemTime(Date.now() + 5 * MINUTE);
    await sweep(using);
    expect((await stored())?.size).toBe(LARGE.length);
  }
});

test("row 23: a file beyond 40 MB is refused while it comes, and nothing of it stored", async () => {
  const tooLarge = new Uint8Array(60_000_000);
  tooLarge.set(LARGEST.subarray(0, -12));
  const { sent, respond } = sending(tooLarge);
  const { using, user, order, stored } = await started(respond);
  expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: "bad_picture" });
  expect(sent.bytes).toBeLessThan(41_000_000);
  expect(await stored()).toBeNull();
  await expectBooksToBalance(using, user, { isOver: true });
});

function damaged(file: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = file.slice();
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}
