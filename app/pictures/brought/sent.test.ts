import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { advance } from "~/generations/advance.server";
import { cancelGeneration } from "~/generations/endings/cancel.server";
import type { Order } from "~/generations/order/order.server";
import { startGeneration } from "~/generations/start.server";
import { sweep } from "~/operations/sweep.server";
import { DAY, HOUR, MINUTE, SECOND } from "~/platform/clock.server";
import { readPicture } from "~/platform/formats/read-picture.server";
import { deleteForGood } from "../../../test/deleted";
import { addressesIn } from "../../../test/pretend-files";
import { WEBP } from "../../../test/pretend-replicate";
import { encoded, varied } from "../../../test/real-pictures";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  type World,
  world,
} from "../../../test/world";
import { LONGEST_REMOVAL_PAUSE_MINUTES } from "../limits";
import { filesSentFor } from "./sent.server";
import { sweepSentFiles } from "./sent-removal.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

let using: World;
let user: User;
let order: Order;

beforeEach(async () => {
  using = world();
  user = await anAccount(using, { credits: 100 });
  order = anOrder({ model: "kontext", prompt: crypto.randomUUID() }, await anInput(using, user));
});

const files = () => using.pretend.sentFiles;
const row = () => generation(using, order.id);
const noted = () => filesSentFor(using, order.id);
const elsewhere = () => world({}, using.pretend);
const uploads = () =>
  using.pretend.requests.filter(({ method, path }) => method === "POST" && path === "/v1/files").length;
const removals = () => using.pretend.requests.filter(({ method }) => method === "DELETE").length;
const busy = (seconds: number) => () =>
  new Response(null, { status: 429, headers: { "Retry-After": String(seconds) } });
/** The addresses that each create named, in their order. */
function asked(): string[][] {
  return using.pretend.made.map(({ input }) => addressesIn(input));
}
async function sweeps(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    later(MINUTE + SECOND);
    await sweep(elsewhere());
  }
}
async function expectPicture(): Promise<void> {
  expect(await row()).toMatchObject({ status: "succeeded", image_id: order.id });
  await expectBooksToBalance(using, user, { isOver: true });
  expect(using.pretend.mistakes).toEqual([]);
}

describe("a picture is handed over as a file", () => {
  test("its address is noted before Replicate is asked for anything, by one more round trip to D1", async () => {
    const calls = () => using.timings.spent("db").calls;
    const SESSION = 1;
    const before = calls();
    let atCreate = 0;
    let known: string[] = [];
    using.pretend.onCreate = async (made) => {
      atCreate = calls();
      known = (await filesSentFor(elsewhere(), order.id)).map(({ url }) => url);
      return Response.json(using.pretend.succeed(made), { status: 201 });
    };
    await startGeneration(using, user, order);
    expect(known).toEqual(asked()[0]);
    expect(known).toHaveLength(1);
    expect(SESSION + atCreate - before).toBe(3);
    expect(calls() - atCreate).toBe(2);
    await expectPicture();
  });

  test("several go in the order in which they were brought", async () => {
    const pictures = [await anInput(using, user), await anInput(using, user, WEBP)];
    order = anOrder({ model: "klein" }, pictures);
    await startGeneration(using, user, order);
    const types = asked()[0]?.map((url) => files().stored.find(({ urls }) => urls.get === url)?.content_type);
    expect(types).toEqual(["image/png", "image/webp"]);
    expect((await noted()).map(({ place, url }) => [place, url])).toEqual(
      asked()[0]?.map((url, place) => [place, url]),
    );
    await expectPicture();
  });

  test("it is made small for the model that takes it", async () => {
    const large = await anInput(using, user, await encoded("image/jpeg", varied(2000, 1500)));
    order = anOrder({ model: "kontext" }, large);
    await startGeneration(using, user, order);
    const read = readPicture(files().bytesAt(asked()[0]?.[0] ?? "") ?? new Uint8Array());
    if (read.kind !== "picture") throw new Error(read.kind);
    expect(read.width * read.height).toBeLessThanOrEqual(1_000_000);
    expect(read.width * read.height).toBeGreaterThan(990_000);
  });

  test("a second attempt uses the same file, and another picture of the same order has its own", async () => {
    order = anOrder({ model: "kontext", count: "2" }, await anInput(using, user));
    let left = 1;
    using.pretend.onCreate = (made) =>
      Response.json(left-- > 0 ? using.pretend.fail(made, "E1001") : using.pretend.succeed(made));
    await startGeneration(using, user, order);
    await sweeps(2);
    expect(asked()).toHaveLength(3);
    expect(new Set(asked().flat()).size).toBe(2);
    expect(uploads()).toBe(2);
    const [failed] = using.pretend.made.filter(({ status }) => status === "failed");
    const same = using.pretend.made.filter(({ input }) => input.seed === failed?.input.seed);
    expect(new Set(same.flatMap(({ input }) => addressesIn(input))).size).toBe(1);
    await expectPicture();
  });

  test("one that dies before the address is noted sends it again, and never names the first", async () => {
    using.faults.plan("batch", "crash before", 1);
    await startGeneration(using, user, order);
    using = elsewhere();
    expect(await noted()).toEqual([]);
    await sweeps(2);
    await expectPicture();
    expect(uploads()).toBe(2);
    expect(using.pretend.creates).toBe(1);
  });

  test("one whose note was lost on the way back uses the file that is noted", async () => {
    using.faults.plan("batch", "after", 1);
    await startGeneration(using, user, order);
    await expectPicture();
    expect(uploads()).toBe(1);
    expect((await noted()).map(({ url }) => url)).toEqual(asked()[0]);
  });
});

describe("an upload that fails means that nothing was made", () => {
  test("busy: it comes later, not before Replicate said, and costs no attempt", async () => {
    files().onUpload = busy(30);
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "reserved", attempts: 0 });
    later(29 * SECOND);
    await advance(elsewhere(), await row());
    expect(uploads()).toBe(1);
    await sweeps(3);
    expect(using.pretend.creates).toBe(0);
    expect(await row()).toMatchObject({ status: "reserved", attempts: 0 });
    files().onUpload = (file) => Response.json(file, { status: 201 });
    let left = 2;
    using.pretend.onCreate = (made) =>
      Response.json(left-- > 0 ? using.pretend.fail(made, "E1001") : using.pretend.succeed(made));
    await sweeps(4);
    await expectPicture();
    expect(using.pretend.creates).toBe(3);
  });

  test("busy for longer than anybody waits: the credit is back at once", async () => {
    files().onUpload = busy(3600);
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "failed", error_code: "busy" });
    expect(await creditsOf(using, user)).toBe(100);
  });

  test.each(["before", "after"] as const)("lost %s it arrived: it is sent again", async (kind) => {
    using.faults.plan("upload", kind);
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "reserved", attempts: 0 });
    expect(using.pretend.creates).toBe(0);
    await sweeps(1);
    await expectPicture();
    expect(using.pretend.creates).toBe(1);
  });

  test("lost for an hour: the credit is back, and Replicate was asked for nothing", async () => {
    files().onUpload = () => new Response("<html>", { status: 502 });
    await startGeneration(using, user, order);
    for (let time = 0; time < 12; time++) {
      later(5 * MINUTE);
      await sweep(elsewhere());
    }
    expect(await row()).toMatchObject({ status: "failed", error_code: "no_answer" });
    expect(await creditsOf(using, user)).toBe(100);
    expect(using.pretend.creates).toBe(0);
  });

  test.each([401, 402, 413, 422])("refused with %i: the credit is back at once", async (status) => {
    files().onUpload = () => Response.json({ detail: "…" }, { status });
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "failed", error_code: "unavailable" });
    expect(await creditsOf(using, user)).toBe(100);
    expect(using.pretend.creates).toBe(0);
  });

  test("an address that is not Replicate's own is named to nobody", async () => {
    files().onUpload = (file) => Response.json({ ...file, urls: { get: "https://evil.test/v1/files/x" } });
    await startGeneration(using, user, order);
    expect(using.pretend.creates).toBe(0);
    expect(await row()).toMatchObject({ status: "reserved" });
    await cancelGeneration(using, user, order.id);
    expect(await row()).toMatchObject({ status: "canceled" });
  });

  test("of several, those that arrived are noted, used and not sent again", async () => {
    order = anOrder({ model: "klein" }, [await anInput(using, user), await anInput(using, user, WEBP)]);
    let count = 0;
    files().onUpload = (file) => (++count === 2 ? busy(1)() : Response.json(file, { status: 201 }));
    await startGeneration(using, user, order);
    expect(await noted()).toMatchObject([{ place: 0 }]);
    await sweeps(1);
    await expectPicture();
    expect(uploads()).toBe(3);
  });

  test("while the store is silent it waits, and loses no attempt", async () => {
    using.faults.plan("read", "before");
    await startGeneration(using, user, order);
    expect(await row()).toMatchObject({ status: "reserved", attempts: 0 });
    await sweeps(1);
    await expectPicture();
  });
});

describe("what was sent is removed when the picture is there, or will not come", () => {
  test("after the answer", async () => {
    await startGeneration(using, user, order);
    expect(files().stored).toHaveLength(1);
    await using.afterwards();
    expect(files().stored).toEqual([]);
    expect(await noted()).toEqual([]);
  });

  test("not while it is on its way", async () => {
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    await startGeneration(using, user, order);
    await sweepSentFiles(using);
    expect(await noted()).toHaveLength(1);
    expect(removals()).toBe(0);
  });

  test.each(["the picture came", "it was deleted for good since"])("by the sweep: %s", async (what) => {
    await startGeneration(using, user, order);
    if (what === "it was deleted for good since") await deleteForGood(using, user, [order.id]);
    expect(await sweepSentFiles(elsewhere())).toBe(1);
    expect(files().stored).toEqual([]);
    expect(await noted()).toEqual([]);
  });

  test("what is gone already is as good", async () => {
    await startGeneration(using, user, order);
    using.faults.plan("forget", "after");
    await using.afterwards();
    expect(files().stored).toEqual([]);
    expect(await noted()).toHaveLength(1);
    later(MINUTE);
    expect(await sweepSentFiles(elsewhere())).toBe(1);
    expect(await noted()).toEqual([]);
  });

  test("what cannot be removed is tried less and less often", async () => {
    files().onRemove = () => new Response("<html>", { status: 502 });
    await startGeneration(using, user, order);
    for (let minute = 0; minute < 100; minute++) {
      await sweepSentFiles(elsewhere());
      later(MINUTE);
    }
    // After 0, 1, 3, 7, 15, 31 minutes, and then every half hour.
    expect(removals()).toBe(6 + Math.floor((99 - 31) / LONGEST_REMOVAL_PAUSE_MINUTES));
  });

  test("after a day it has expired: nobody asks, and the note goes", async () => {
    using.faults.plan("forget", "before");
    await startGeneration(using, user, order);
    await using.afterwards();
    later(DAY + HOUR);
    const before = removals();
    await sweepSentFiles(elsewhere());
    expect(await noted()).toEqual([]);
    expect(removals()).toBe(before);
  });

  test("an order without a picture asks nobody", async () => {
    await startGeneration(using, user, anOrder({ prompt: crypto.randomUUID() }));
    const calls = () => using.timings.spent("db").calls;
    const before = calls();
    await using.afterwards();
    expect(uploads() + removals()).toBe(0);
    // One reads and one writes the thumbnail.
    expect(calls() - before).toBeLessThanOrEqual(2);
  });
});
