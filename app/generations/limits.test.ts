import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sweep } from "~/operations/sweep.server";
import { emptyEverything } from "../../test/emptied";
import {
  anAccount,
  anOrder,
  creditsOf,
  entriesOf,
  expectBooksToBalance,
  times,
  type World,
  world,
} from "../../test/world";
import { timestamp } from "../platform/clock.server";
import { updateGenerations } from "./generation.server";
import { ownGeneration } from "./own-generation.server";
import { startGeneration } from "./start.server";

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

beforeEach(emptyEverything);
afterEach(() => void vi.useRealTimers());

const slowly = (using: World) => {
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
};

describe("as many open ones as a visitor may have", () => {
  test("three, however many are sent at once; the others are told so and not charged", async () => {
    const using = world();
    slowly(using);
    const user = await anAccount(using);
    const results = await Promise.all(times(8, () => startGeneration(using, user, anOrder())));
    expect(results.filter(({ kind }) => kind === "started")).toHaveLength(3);
    expect(results.find(({ kind }) => kind === "full")).toEqual({ kind: "full", most: 3 });
    expect(await creditsOf(using, user)).toBe(7);
    expect(using.pretend.creates).toBe(3);
  });

  test("the third one sent again is the third one, not a fourth", async () => {
    const using = world();
    slowly(using);
    const user = await anAccount(using);
    const orders = times(3, () => anOrder());
    for (const order of orders) await startGeneration(using, user, order);
    const last = orders[2] ?? anOrder();
    expect(await startGeneration(using, user, last)).toMatchObject({ kind: "started", id: last.id });
  });

  test("MAX_OPEN_GENERATIONS says how many", async () => {
    const using = world({ MAX_OPEN_GENERATIONS: "1" });
    slowly(using);
    const user = await anAccount(using);
    await startGeneration(using, user, anOrder());
    expect(await startGeneration(using, user, anOrder())).toEqual({ kind: "full", most: 1 });
    await updateGenerations(using.db, { status: "reserved" }).where("user_id", "=", user.id).execute();
    expect((await startGeneration(using, await anAccount(using), anOrder())).kind).toBe("started");
  });
});

describe("the result cache", () => {
  const caching = (hours = "24") => world({ RESULT_CACHE_HOURS: hours });
  const aged = (using: World, id: string, age: number) =>
    updateGenerations(using.db, { completed_at: timestamp(-age) })
      .where("id", "=", id)
      .execute();

  test("of the same order the stored picture is offered, and nothing is written or charged", async () => {
    const using = caching();
    const user = await anAccount(using);
    const first = anOrder({ prompt: "cached" });
    const again = anOrder({ prompt: "cached" });
    await startGeneration(using, user, first);
    const offered = { kind: "offered", id: first.id, image_id: first.id, input_id: null, cost: 1 };
    expect(await startGeneration(using, user, again)).toEqual(offered);
    expect(await ownGeneration(using, user, again.id)).toBeNull();
    expect(await entriesOf(using, user)).toMatchObject([{ kind: "welcome" }, { kind: "generation" }]);
    expect(using.pretend.creates).toBe(1);

    // "Make a new one" sends the same order, and its form sent twice is one picture.
    for (let round = 0; round < 2; round++)
      expect(await startGeneration(using, user, { ...again, fresh: true })).toMatchObject({ id: again.id });
    expect(await startGeneration(using, user, again)).toMatchObject({ kind: "started", id: again.id });
    expect(using.pretend.creates).toBe(2);
    expect(await creditsOf(using, user)).toBe(8);
    await expectBooksToBalance(using, user);
    expect(await startGeneration(using, user, { ...again, prompt: "another" })).toEqual({ kind: "used" });
  });

  test("the offer is one's own latest, never another's, and nothing for several", async () => {
    const using = caching();
    const [user, other] = [await anAccount(using), await anAccount(using)];
    const prompt = "offered to whom";
    const latest = anOrder({ prompt, fresh: "1" });
    await startGeneration(using, user, anOrder({ prompt }));
    await startGeneration(using, user, latest);
    expect(await startGeneration(using, user, anOrder({ prompt }))).toMatchObject({ id: latest.id });
    expect(await startGeneration(using, other, anOrder({ prompt }))).toMatchObject({ kind: "started" });
    expect(await startGeneration(using, user, anOrder({ prompt, count: "2" }))).toMatchObject({ count: 2 });
  });

  test.each([
    ["another prompt", { prompt: "cache differs!" }],
    ["another ratio", { ratio: "16:9" }],
    ["a seed of one's own", { seed: "1" }],
    ["a wish for a new one", { fresh: "1" }],
    ["a form under a picture", { under: "0198c2d4-0000-7000-8000-000000000000" }],
  ])("%s pays and makes one", async (_, change) => {
    const using = caching();
    const user = await anAccount(using);
    await startGeneration(using, user, anOrder({ prompt: "cache differs", fresh: "1" }));
    await startGeneration(using, user, anOrder({ prompt: "cache differs", ...change }));
    expect(using.pretend.creates).toBe(2);
    expect(await creditsOf(using, user)).toBe(8);
  });

  test("the same seed of one's own is the same order", async () => {
    const using = caching();
    const user = await anAccount(using);
    for (let round = 0; round < 2; round++)
      await startGeneration(using, user, anOrder({ prompt: "same seed", seed: "42" }));
    expect(using.pretend.creates).toBe(1);
  });

  test("after its hours, and when switched off, a picture is made", async () => {
    for (const [hours, age] of [
      ["24", 25 * HOUR],
      ["0", 0],
    ] as const) {
      const using = caching(hours);
      const user = await anAccount(using);
      const first = anOrder({ prompt: `aged ${hours}` });
      await startGeneration(using, user, first);
      await aged(using, first.id, age);
      await startGeneration(using, user, anOrder({ prompt: `aged ${hours}` }));
      expect(using.pretend.creates).toBe(2);
    }
  });

  test("an offer costs one round trip, and reads a handful of rows", async () => {
    const using = caching();
    const user = await anAccount(using);
    const first = anOrder({ prompt: "counted" });
    await startGeneration(using, user, first);
    const [calls, rows] = [using.timings.spent("db").calls, using.rowsRead()];
    await startGeneration(using, user, anOrder({ prompt: "counted" }));
    expect(using.timings.spent("db").calls - calls).toBe(1);
    expect(using.rowsRead() - rows).toBeLessThanOrEqual(2);
  });
});

describe("the sweep", () => {
  test("takes hundreds of open ones on, run after run, within what a Worker may call", async () => {
    const using = world({ MAX_OPEN_GENERATIONS: "500" });
    const user = await anAccount(using, { credits: 400 });
    const now = timestamp(-60_000);
    const open = times(400, (index) => ({
      order: anOrder({ prompt: `of hundreds ${index}` }),
      id: `p${index}`,
    }));
    slowly(using);
    for (let from = 0; from < 400; from += 100) {
      const some = open.slice(from, from + 100);
      await Promise.all(some.map(({ order }) => startGeneration(using, user, order)));
    }
    for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
    await updateGenerations(using.db, { next_attempt_at: now }).where("user_id", "=", user.id).execute();

    let runs = 0;
    const left = () =>
      env.DB.prepare(
        "SELECT count(*) AS open FROM generation_history WHERE user_id = ? AND completed_at IS NULL",
      )
        .bind(user.id)
        .first<number>("open");
    while ((await left()) && runs < 20) {
      const run = world({}, using.pretend);
      await sweep(run);
      expect(run.timings.totalCalls).toBeLessThan(1000);
      runs++;
    }
    expect(runs).toBe(4);
    expect(await creditsOf(using, user)).toBe(0);
  });

  test("removes objects that nothing refers to, and no others", async () => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    await startGeneration(using, user, order);
    const orphan = crypto.randomUUID();
    await env.PICTURES.put(`pictures/${orphan}`, "x");
    // The object is too young to be called an orphan.
    await sweep(using);
    expect(await env.PICTURES.head(`pictures/${orphan}`)).not.toBeNull();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * HOUR });
    // More objects lie there than one run looks at.
    for (let run = 0; run < 6; run++) await sweep(using);
    expect(await env.PICTURES.head(`pictures/${orphan}`)).toBeNull();
    expect(await env.PICTURES.head(`pictures/${order.id}`)).not.toBeNull();
  });

  test("forgets sessions that are over", async () => {
    const using = world();
    const user = await anAccount(using);
    const session = { user_id: user.id, created_at: timestamp(), last_seen_at: timestamp() };
    await using.db.atomically([
      using.db.insertInto("sessions").values({ ...session, id_hash: "over", expires_at: timestamp(-1) }),
      using.db.insertInto("sessions").values({ ...session, id_hash: "alive", expires_at: timestamp(HOUR) }),
    ]);
    await sweep(using);
    const left = await using.db.selectFrom("sessions").select("id_hash").execute();
    expect(left).toEqual([{ id_hash: "alive" }]);
  });
});
