import { env } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { updateGenerations } from "~/generations/generation.server";
import { LEASE_SECONDS } from "~/generations/limits";
import { startGeneration } from "~/generations/start.server";
import { HOUR, timestamp } from "~/platform/clock.server";
import { anAccount, anOrder, generation, times, type World, world } from "../../test/world";
import { CALLS_FOR_STEPS } from "./limits";
import { sweep } from "./sweep.server";

afterEach(() => void vi.useRealTimers());
afterEach(() => void vi.restoreAllMocks());

describe("a part that breaks", () => {
  test.each([
    ...times(30, (call) => ["query", call] as const),
    ...times(4, (call) => ["batch", call] as const),
    ["look through", 0] as const,
  ])("%s %i: keeps no other from its turn, and the run counts as failed", async (point, call) => {
    const using = world();
    using.faults.plan(point, "before", call);
    const lines: string[] = [];
    for (const method of ["info", "error"] as const)
      vi.spyOn(console, method === "info" ? "log" : method).mockImplementation(
        (line) => void lines.push(line),
      );
    const isThrough = await sweep(using).then(
      () => true,
      () => false,
    );
    vi.restoreAllMocks();
    const logged = lines.map((line) => JSON.parse(line));
    const broken = logged.filter(({ event }) => event === "sweep_part_broken");
    const [swept] = logged.filter(({ event }) => event === "sweep");
    // The waiting line never breaks a run, and what comes after the parts is the run's own.
    if (broken.length > 0) expect([isThrough, swept?.parts_broken]).toEqual([false, 1]);
    else expect(isThrough || swept === undefined).toBe(true);
  });

  test("is seen by the operator, and what comes behind it is done", async () => {
    const using = world();
    const order = anOrder();
    await startGeneration(using, await anAccount(using), order);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HOUR });
    using.faults.plan("look through", "before");
    await expect(sweep(using)).rejects.toThrow();
    const row = await using.db
      .selectFrom("sweep_positions")
      .select("position")
      .where("name", "=", "last_sweep")
      .executeTakeFirst();
    expect(row?.position).toBe("1");
    const image = await using.db
      .selectFrom("images")
      .select("thumbnail_attempts")
      .where("id", "=", order.id)
      .executeTakeFirst();
    expect(image).toEqual({ thumbnail_attempts: 1 });
  });
});

test("of more generations than one run takes, the oldest are taken first", async () => {
  const using = world({ MAX_OPEN_GENERATIONS: "200" });
  const user = await anAccount(using, { credits: 200 });
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const orders = times(120, (index) => anOrder({ prompt: `in line ${index}` }));
  for (const order of orders) await startGeneration(using, user, order);
  for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
  // The last ordered is made the oldest, so that neither ids nor positions can stand in for the age.
  const byAge = orders.toReversed();
  for (const [index, { id }] of byAge.entries())
    await updateGenerations(using.db, {
      created_at: timestamp(-600_000 + index),
      next_attempt_at: timestamp(-1_000),
    })
      .where("id", "=", id)
      .execute();
  await sweep(world({}, using.pretend));
  const states = await Promise.all(byAge.map(async ({ id }) => (await generation(using, id)).status));
  expect(states).toEqual([...times(100, () => "succeeded"), ...times(20, () => "running")]);
});

test("a picture whose settlement is still open is no orphan, however long it has lain there", async () => {
  const using = world();
  const user = await anAccount(using);
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const order = anOrder();
  await startGeneration(using, user, order);
  await env.PICTURES.put(`pictures/${order.id}`, "stored, and then the isolate died");
  await env.PICTURES.put(`thumbnails/${order.id}`, "as small as that");
  const orphan = crypto.randomUUID();
  await env.PICTURES.put(`pictures/${orphan}`, "nobody's");
  // Nobody takes the open generation further: only the walk through the store is looked at.
  const later = Date.now() + 3 * HOUR;
  await updateGenerations(using.db, { next_attempt_at: new Date(later + HOUR).toISOString() })
    .where("id", "=", order.id)
    .execute();
  vi.useFakeTimers({ toFake: ["Date"], now: later });
  for (let run = 0; run < 3; run++) await sweep(using);
  expect(await env.PICTURES.head(`pictures/${orphan}`)).toBeNull();
  expect(await env.PICTURES.head(`pictures/${order.id}`)).not.toBeNull();
  expect(await env.PICTURES.head(`thumbnails/${order.id}`)).not.toBeNull();
});

test("a picture that is missing from the store is logged as a broken invariant, once it is an hour old", async () => {
  const using = world();
  const order = anOrder();
  await startGeneration(using, await anAccount(using), order);
  await env.PICTURES.delete(`pictures/${order.id}`);
  const errors = vi.spyOn(console, "error").mockReturnValue();
  /** What a walk through the whole store says of that picture. */
  const told = async () => {
    errors.mockClear();
    for (let run = 0; run < 3; run++) await sweep(using);
    const lines = errors.mock.calls.map(([line]) => JSON.parse(String(line)));
    return lines.filter(({ id }) => id === order.id);
  };
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
  expect(await told()).toEqual([]);
  vi.setSystemTime(Date.now() + HOUR + 1);
  const line = { event: "invariant_broken", invariant: "picture_is_stored", id: order.id };
  expect(new Set((await told()).map((each) => JSON.stringify(each)))).toEqual(
    new Set([JSON.stringify(line)]),
  );
});

describe("a search for a lost prediction is bounded", () => {
  /** Orders whose answers are lost, with a list of ten pages, and three predictions of which nobody can say whose they are. */
  async function searching(using: World, count: number, pageMs = 0) {
    const user = await anAccount(using, { credits: count });
    using.pretend.onCreate = (made) => {
      using.pretend.forget(made);
      return new Response("<html>", { status: 502 });
    };
    for (const order of times(count, () => anOrder())) await startGeneration(using, user, order);
    using.pretend.onCreate = (made) => Response.json(using.pretend.succeed(made), { status: 201 });
    let page = 0;
    using.pretend.onList = () => {
      vi.setSystemTime(Date.now() + pageMs);
      const isLast = ++page % 10 === 0;
      const results = isLast ? ["a", "b", "c"].map((id) => ({ id, status: "processing", input: null })) : [];
      return Response.json({ results, next: isLast ? null : `/v1/predictions?page=${page}` });
    };
    vi.setSystemTime(Date.now() + 15_000);
  }
  const lists = ({ pretend }: World) => pretend.requests.filter(({ path }) => path.endsWith("/predictions"));

  test("in time: it is over before its lease is, however slowly Replicate answers", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const using = world();
    await searching(using, 1, 7_000);
    const startedAt = Date.now();
    await sweep(world({}, using.pretend));
    expect(lists(using).length).toBeGreaterThan(1);
    expect(Date.now() - startedAt).toBeLessThan((LEASE_SECONDS - 30) * 1000);
  });

  test("in calls: a sweep with a hundred of them leaves as many as all else may take, and the next goes on", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const using = world({ MAX_OPEN_GENERATIONS: "200" });
    await searching(using, 100);
    const calls = [];
    const listed = [];
    for (let run = 0; run < 3; run++) {
      const isolate = world({}, using.pretend);
      await sweep(isolate);
      calls.push(isolate.timings.totalCalls);
      listed.push(lists(using).length);
      vi.setSystemTime(Date.now() + 61_000);
    }
    expect(Math.max(...calls)).toBeLessThan(1_000 - 480);
    expect(Math.min(...calls)).toBeGreaterThanOrEqual(CALLS_FOR_STEPS);
    expect(listed).toEqual(listed.toSorted((one, other) => one - other));
    expect(new Set(listed).size).toBe(3);
  });
});
