import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { throttle } from "../../test/throttle";
import { anAccount, anOrder, generation, type World, world } from "../../test/world";
import type { User } from "../accounts/user";
import { updateGenerations } from "./generation.server";
import {
  BEAT_EVERY_SECONDS,
  LONGEST_LISTENING_SECONDS,
  READ_EVERY_SECONDS,
  WAIT_FOR_ROW_SECONDS,
} from "./limits";
import type { Order } from "./order/order.server";
import { type Progress, watch } from "./progress.server";
import { startGeneration } from "./start.server";

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

let using: World;
let user: User;
let order: Order;
let pauses: number[];

beforeEach(async () => {
  using = world();
  user = await anAccount(using);
  order = anOrder();
  pauses = [];
});

/** A wait that takes no time: the clock is put on. */
async function pause(ms: number): Promise<void> {
  pauses.push(ms);
  vi.setSystemTime(Date.now() + ms);
}

const nameOf = (progress: Progress) => (progress.kind === "stage" ? progress.stage : progress.kind);

/** Listens as the page does, and says what it was told until the end; `meanwhile` is done at each. */
async function listen({
  after = -1,
  signal = new AbortController().signal,
  meanwhile = async (_: string) => {},
} = {}): Promise<string[]> {
  const told: string[] = [];
  for await (const progress of watch(using, user, order.id, { after, signal, pause })) {
    told.push(nameOf(progress));
    await meanwhile(nameOf(progress));
  }
  return told;
}

const change = (values: Parameters<typeof updateGenerations>[1]) =>
  updateGenerations(using.db, values).where("id", "=", order.id).execute();
/** A lease of somebody else, so that listening does nothing but read. */
const HELD = { lease_until: "2999-01-01T00:00:00.000Z" };
async function onItsWay(): Promise<void> {
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  await startGeneration(using, user, order);
  await change(HELD);
}
const seconds = () => pauses.reduce((sum, ms) => sum + ms, 0) / 1000;

test("from the click on, before there is a row, to the end, each stage once", async () => {
  const told = await listen({
    // The world goes one step on each time that it was told of the one before.
    meanwhile: async (stage) => {
      if (stage === "received") {
        await onItsWay();
        await change({ status: "reserved" });
      }
      if (stage === "taken") await change({ status: "running" });
      if (stage === "making") await change({ status: "saving" });
      if (stage === "saving") {
        for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
        await change({ lease_until: null, next_attempt_at: null });
      }
    },
  });
  expect(told).toEqual(["received", "taken", "making", "saving", "done"]);
  expect((await generation(using, order.id)).status).toBe("succeeded");
});

test("whoever comes back hears only what is new; whoever comes late hears the end", async () => {
  await startGeneration(using, user, order);
  expect(await listen()).toEqual(["done"]);
  expect(await listen({ after: 3 })).toEqual(["done"]);
});

test("one read a second, by primary key, and a beat while nothing is new; after a minute the browser comes again", async () => {
  await onItsWay();
  const [calls, rows] = [using.timings.spent("db").calls, using.rowsRead()];
  const told = await listen();
  const read = using.timings.spent("db").calls - calls;
  expect(read).toBe(LONGEST_LISTENING_SECONDS / READ_EVERY_SECONDS);
  expect(using.rowsRead() - rows).toBe(read);
  expect(new Set(pauses)).toEqual(new Set([READ_EVERY_SECONDS * 1000]));
  const beats = Math.ceil(LONGEST_LISTENING_SECONDS / BEAT_EVERY_SECONDS) - 1;
  expect(told).toEqual(["making", ...Array(beats).fill("beat")]);
});

test("an id that comes to nothing is told to be gone, once the click has had its time", async () => {
  expect((await listen()).filter((kind) => kind !== "beat")).toEqual(["received", "gone"]);
  expect(seconds()).toBe(WAIT_FOR_ROW_SECONDS + READ_EVERY_SECONDS);
});

test("a reader who leaves is not read for any more", async () => {
  await onItsWay();
  const left = new AbortController();
  const calls = using.timings.spent("db").calls;
  const told = await listen({ signal: left.signal, meanwhile: async () => left.abort() });
  expect(told).toEqual(["making"]);
  expect(using.timings.spent("db").calls - calls).toBe(1);
  expect(pauses.length).toBeLessThanOrEqual(1);
});

test("another visitor's generation is not told of", async () => {
  await startGeneration(using, user, order);
  user = await anAccount(using);
  expect((await listen()).filter((kind) => kind !== "beat")).toEqual(["received", "gone"]);
});

test("the place in the waiting line is told every three seconds and counts down, and the turn is taken when it comes", async () => {
  const seen = throttle(using.pretend);
  const other = await anAccount(using);
  await startGeneration(using, other, anOrder());
  await startGeneration(using, other, anOrder());
  await startGeneration(using, user, order);
  const told: Progress[] = [];
  const signal = new AbortController().signal;
  for await (const progress of watch(using, user, order.id, { signal, pause })) told.push(progress);

  const line = told.flatMap((progress) => (progress.kind === "line" ? [progress] : []));
  expect(line[0]).toEqual({ kind: "line", place: 2, seconds: 21 });
  expect(new Set(line.map(({ place }) => place))).toEqual(new Set([2, 1]));
  expect(line.at(-1)?.seconds).toBeLessThanOrEqual(3);
  // Every three seconds, and each second while the other's turn is there, which they do not come for.
  expect(line.length).toBeLessThanOrEqual(16);
  expect(told.map(nameOf).filter((kind) => kind !== "line" && kind !== "beat")).toEqual(["taken", "done"]);
  expect(seen).toMatchObject({ refused: 1 });
  expect(seen.takenAt).toHaveLength(3);
  expect((await generation(using, order.id)).status).toBe("succeeded");
});
