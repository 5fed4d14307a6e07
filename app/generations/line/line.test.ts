import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { sweep } from "~/operations/sweep.server";
import { MINUTE, SECOND } from "~/platform/clock.server";
import { throttle } from "../../../test/throttle";
import {
  anAccount,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../../test/world";
import { advance } from "../advance.server";
import { cancelGeneration } from "../endings/cancel.server";
import type { Order } from "../order/order.server";
import { pictureId } from "../order/order-columns.server";
import { placeOf } from "../progress.server";
import { startGeneration } from "../start.server";
import { standingOf } from "./line.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());
// What is open after one test would be swept, and counted, by the next.
afterEach(() => env.DB.prepare("DELETE FROM generation_history WHERE completed_at IS NULL").run());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
/** A wait that takes no time: the clock is put on. */
const pause = async (ms: number) => void later(ms);

let using: World;
let user: User;

beforeEach(async () => {
  using = world({ MAX_OPEN_GENERATIONS: "20" });
  user = await anAccount(using, { credits: 20 });
});

const elsewhere = () => world({ MAX_OPEN_GENERATIONS: "20" }, using.pretend);
const idsOf = (order: Order) => times(order.count, (index) => pictureId(order, index));
const rowsOf = (order: Order) => Promise.all(idsOf(order).map((id) => generation(using, id)));
/** A minute as the Worker has it: the sweep goes on while there is a turn to come. */
async function minute(): Promise<void> {
  const end = Date.now() + MINUTE;
  await sweep(elsewhere(), pause);
  vi.setSystemTime(Math.max(end, Date.now()));
}
/** Spends the one create that may go at once, so that Replicate throttles and it is known. */
async function throttled(settings = {}) {
  const seen = throttle(using.pretend, settings);
  const other = await anAccount(using);
  await startGeneration(using, other, anOrder());
  const order = anOrder();
  await startGeneration(using, other, order);
  expect(seen).toMatchObject({ refused: 1, takenAt: [expect.any(Number)] });
  await cancelGeneration(using, other, order.id);
  return seen;
}
/** Whose pictures were made, in the order of their making, by the seeds that they were ordered with. */
const seedsMade = () => using.pretend.made.map(({ input }) => input.seed);

describe("four pictures in one order on an account with six creates a minute, one at once", () => {
  test("all come, in their order, and cost what they cost", async () => {
    const seen = throttle(using.pretend);
    const order = anOrder({ count: "4", seed: "100" });
    const startedAt = Date.now();
    await startGeneration(using, user, order);
    expect((await rowsOf(order)).map(({ status }) => status)).toEqual([
      "succeeded",
      "reserved",
      "reserved",
      "reserved",
    ]);
    await minute();
    expect(await rowsOf(order)).toEqual(
      times(4, () => expect.objectContaining({ status: "succeeded", attempts: 1 })),
    );
    expect(seedsMade()).toEqual([100, 101, 102, 103]);
    expect(seen.refused).toBe(3);
    expect(seen.takenAt.map((at) => Math.round((at - startedAt) / SECOND))).toEqual([0, 10, 20, 31]);
    expect(await creditsOf(using, user)).toBe(16);
    await expectBooksToBalance(using, user, { isOver: true });
    expect(using.pretend).toMatchObject({ mistakes: [], madeTwice: [] });
  });

  test("the page alone brings them, however nobody sweeps", async () => {
    throttle(using.pretend);
    const order = anOrder({ count: "4" });
    await startGeneration(using, user, order);
    for (let second = 0; second < 40; second++) {
      later(SECOND);
      for (const row of await rowsOf(order)) await advance(elsewhere(), row);
    }
    expect((await rowsOf(order)).map(({ status }) => status)).toEqual(times(4, () => "succeeded"));
  });

  test("once the pace is known nothing is sent in vain", async () => {
    const seen = await throttled();
    const order = anOrder({ count: "4" });
    await startGeneration(using, user, order);
    expect(using.pretend.creates).toBe(2);
    await minute();
    expect((await rowsOf(order)).map(({ status }) => status)).toEqual(times(4, () => "succeeded"));
    expect(seen.refused).toBe(1);
  });
});

describe("fair between visitors", () => {
  test("twenty order at once: each has one before any has two, and no more is sent than is taken", async () => {
    const seen = await throttled();
    const visitors = await Promise.all(times(20, () => anAccount(using, { credits: 20 })));
    const counts = ["3", "1"];
    const orders = visitors.map((_, index) =>
      anOrder({ count: counts[index % 2] ?? "1", seed: `${index * 10}` }),
    );
    for (const [index, order] of orders.entries()) {
      const visitor = visitors[index];
      if (visitor) await startGeneration(elsewhere(), visitor, order);
      later(10);
    }
    for (let minutes = 0; minutes < 8; minutes++) await minute();
    const whose = seedsMade()
      .slice(1)
      .map((seed) => Math.floor((seed ?? 0) / 10));
    const differentAmong = (from: number, to: number) => new Set(whose.slice(from, to)).size;
    expect([differentAmong(0, 20), differentAmong(20, 30), differentAmong(30, 40)]).toEqual([20, 10, 10]);
    expect(whose).toHaveLength(40);
    // One is sent too soon for every four minutes without a refusal, to see whether Replicate is faster again.
    expect(seen.refused).toBeLessThanOrEqual(3);
    for (const visitor of visitors) await expectBooksToBalance(using, visitor, { isOver: true });
  });

  test("who comes later stands behind those who wait, not behind all that they ordered", async () => {
    await throttled();
    const first = anOrder({ count: "4", seed: "100" });
    await startGeneration(using, user, first);
    later(SECOND);
    const other = await anAccount(using);
    const second = anOrder({ seed: "200" });
    await startGeneration(elsewhere(), other, second);
    const [row] = await rowsOf(second);
    expect(await placeOf(using, row as never)).toMatchObject({ place: 2 });
    await minute();
    expect(seedsMade().slice(1, 4)).toEqual([100, 200, 101]);
  });

  test("who orders one after the other passes nobody", async () => {
    await throttled();
    const first = anOrder({ count: "2", seed: "100" });
    await startGeneration(using, user, first);
    const hasty = await anAccount(using);
    for (let turn = 0; turn < 4; turn++) {
      await startGeneration(elsewhere(), hasty, anOrder({ seed: `${200 + turn}` }));
      later(11 * SECOND);
      await sweep(elsewhere());
    }
    expect(seedsMade().slice(1)).toEqual([100, 200, 101, 201]);
  });
});

describe("the hour of the order", () => {
  test("a line that is longer than it: the credit is back at once", async () => {
    await throttled({ aMinute: 1 });
    const poor = await Promise.all(times(3, () => anAccount(using, { credits: 20 })));
    for (const one of poor)
      for (let count = 0; count < 5; count++)
        await startGeneration(elsewhere(), one, anOrder({ count: "4" }));
    const busy = () =>
      env.DB.prepare(
        "SELECT count(*) AS busy FROM generation_history WHERE error_code = 'busy'",
      ).first<number>("busy");
    // A turn is a minute and the margin. Of sixty the last two found no room when they came; those who were there had others
    // come between their second and their twentieth, and are told by the next sweep.
    expect(await busy()).toBe(2);
    await sweep(elsewhere());
    expect(await busy()).toBe(6);
    for (const one of poor) await expectBooksToBalance(using, one);
  });
});

describe("when it breaks", () => {
  test.each(["crash before", "crash after"] as const)(
    "%s Replicate is asked, with a turn in hand: one picture, and the others have their turns",
    async (kind) => {
      await throttled();
      const [mine, others] = [anOrder({ seed: "1" }), anOrder({ seed: "2" })];
      const other = await anAccount(using);
      later(11 * SECOND);
      const dying = elsewhere();
      dying.faults.plan("create", kind);
      await startGeneration(dying, user, mine);
      expect(await generation(using, mine.id)).toMatchObject({ status: "reserved", next_attempt_at: null });
      await startGeneration(elsewhere(), other, others);
      for (let minutes = 0; minutes < 3; minutes++) await minute();
      expect((await generation(using, others.id)).status).toBe("succeeded");
      expect(await generation(using, mine.id)).toMatchObject({ status: "succeeded" });
      expect(using.pretend.madeTwice).toEqual([]);
      expect(seedsMade().filter((seed) => seed === 1)).toHaveLength(1);
    },
  );

  test.each(["before", "after", "crash before", "crash after"] as const)(
    "%s the turn is noted: it comes, and once",
    async (kind) => {
      await throttled();
      const order = anOrder();
      await startGeneration(using, user, order);
      later(11 * SECOND);
      const dying = elsewhere();
      dying.faults.plan("batch", kind);
      await advance(dying, await generation(using, order.id)).catch(() => {});
      for (let minutes = 0; minutes < 3; minutes++) await minute();
      expect(await generation(using, order.id)).toMatchObject({ status: "succeeded" });
      expect(using.pretend.madeTwice).toEqual([]);
    },
  );

  test("twenty isolates see the same turn: one takes it", async () => {
    const seen = await throttled();
    const order = anOrder({ count: "4" });
    await startGeneration(using, user, order);
    later(11 * SECOND);
    const [first] = await rowsOf(order);
    await Promise.all(times(20, () => advance(elsewhere(), first as never)));
    expect(seen).toMatchObject({ refused: 1, takenAt: [expect.any(Number), expect.any(Number)] });
  });

  test("a cancel in the line is free and at once, and those behind move up", async () => {
    await throttled();
    const order = anOrder({ count: "2" });
    await startGeneration(using, user, order);
    const [first, second] = await rowsOf(order);
    const place = async () => (await standingOf(using, second as never))?.place;
    expect(await place()).toBe(2);
    await cancelGeneration(elsewhere(), user, first?.id ?? "");
    expect(await generation(using, first?.id ?? "")).toMatchObject({ status: "canceled" });
    expect(await place()).toBe(1);
    expect(await creditsOf(using, user)).toBe(19);
    expect(using.pretend.creates).toBe(2);
    await minute();
    await expectBooksToBalance(using, user, { isOver: true });
  });
});

describe("the pace", () => {
  const pace = () => env.DB.prepare("SELECT every_ms, next_ms FROM replicate_pace").first<Pace>();
  type Pace = { every_ms: number; next_ms: number };
  const refuse = (body: unknown, headers = {}) => {
    using.pretend.onCreate = () => Response.json(body, { status: 429, headers });
    return startGeneration(using, user, anOrder());
  };

  test.each<[string, unknown, Record<string, string>, number, number]>([
    [
      "the number in the text",
      { detail: "reduced to 6 requests per minute with a burst of 1", retry_after: 5 },
      {},
      10_200,
      5_200,
    ],
    ["another", { detail: "reduced to 60 requests per minute" }, { "Retry-After": "2" }, 1_200, 2_200],
    ["no number: guessed", { retry_after: 7 }, {}, 1_000, 7_200],
    ["nothing at all", null, {}, 1_000, 10_200],
    ["a number that is none", { detail: "reduced to 0 requests per minute" }, {}, 1_000, 10_200],
  ])("%s", async (_, body, headers, every_ms, nextIn) => {
    await refuse(body, headers);
    expect(await pace()).toEqual({ every_ms, next_ms: Date.now() + nextIn });
  });

  test("a guess becomes slower each time that a create is refused which had its turn", async () => {
    await refuse({ retry_after: 1 });
    const guesses = [];
    for (let turn = 0; turn < 6; turn++) {
      later(12 * SECOND);
      await sweep(elsewhere());
      guesses.push((await pace())?.every_ms);
    }
    expect(guesses).toEqual([2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
  });

  test("is forgotten when nothing is refused for long: then nobody waits", async () => {
    await throttled();
    using.pretend.startOver();
    later(20 * MINUTE);
    const order = anOrder({ count: "4" });
    await startGeneration(using, user, order);
    expect((await rowsOf(order)).map(({ status }) => status)).toEqual(times(4, () => "succeeded"));
  });

  test("nothing is noted and no round trip is made for it while Replicate refuses nothing", async () => {
    const before = using.timings.spent("db").calls;
    await startGeneration(using, user, anOrder());
    expect(using.timings.spent("db").calls - before).toBe(3);
    expect(await pace()).toBeNull();
  });
});
