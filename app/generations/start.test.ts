import { describe, expect, test, vi } from "vitest";
import { WEBP } from "../../test/pretend-replicate";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  entriesOf,
  expectBooksToBalance,
  generation,
  times,
  world,
} from "../../test/world";
import { advance } from "./advance.server";
import { startGeneration } from "./start.server";

test("a picture costs one credit and lies in the store", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();

  expect(await startGeneration(using, user, order)).toMatchObject({ kind: "started", id: order.id });

  expect(await generation(using, order.id)).toMatchObject({
    status: "succeeded",
    image_id: order.id,
    error_code: null,
  });
  expect(await creditsOf(using, user)).toBe(9);
  expect(using.pretend).toMatchObject({ mistakes: [], creates: 1, downloads: 1 });
  await expectBooksToBalance(using, user);
});

test("three round trips to D1 before Replicate is asked and two after it answered, the session among them", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using);
  const calls = () => using.timings.spent("db").calls;
  const SESSION = 1;
  const before = calls();
  let atCreate = 0;
  using.pretend.onCreate = (made) => {
    atCreate = calls();
    return Response.json(using.pretend.succeed(made), { status: 201 });
  };
  await startGeneration(using, user, anOrder({ prompt: "Never ordered before" }));
  expect(SESSION + atCreate - before).toBe(3);
  expect(calls() - atCreate).toBe(2);
});

test("no more with pictures that were brought, though their addresses are noted before Replicate is asked", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using, { credits: 30 });
  const inputs = [await anInput(using, user), await anInput(using, user, WEBP)];
  const calls = () => using.timings.spent("db").calls;
  // Who asks, and what they brought, are read together.
  const SESSION = 1;
  const before = calls();
  let atCreate = 0;
  using.pretend.onCreate = (made) => {
    atCreate = calls();
    return Response.json(using.pretend.succeed(made), { status: 201 });
  };
  const fields = { model: "klein", prompt: "Brought and never ordered before" };
  await startGeneration(using, user, anOrder(fields, inputs));
  expect(using.pretend.creates).toBe(1);
  expect(SESSION + atCreate - before).toBe(3);
  expect(calls() - atCreate).toBe(2);

  const again = await startGeneration(using, user, anOrder(fields, inputs));
  expect(again).toMatchObject({ kind: "offered" });
  expect(using.pretend.creates).toBe(1);
  expect(await startGeneration(using, user, anOrder({ ...fields, fresh: "1" }, inputs))).toMatchObject({
    kind: "started",
  });
});

describe("what Replicate is asked", () => {
  const asked = async (fields: Parameters<typeof anOrder>[0]) => {
    const using = world();
    let input: Record<string, unknown> = {};
    using.pretend.onCreate = (made) => {
      input = made.input;
      return Response.json(using.pretend.succeed(made), { status: 201 });
    };
    const order = anOrder(fields);
    await startGeneration(using, await anAccount(using), order);
    return { input, row: await generation(using, order.id) };
  };

  test("a seed of the visitor's is used, and the path that ignores seeds is not", async () => {
    const { input, row } = await asked({
      model: "schnell",
      seed: "42",
      ratio: "16:9",
      prompt: " A fox\r\nin snow\u0007 ",
    });
    expect(input).toMatchObject({ seed: 42, go_fast: false, aspect_ratio: "16:9", prompt: "A fox\nin snow" });
    expect(row.seed).toBe(42);
  });

  test("without one we choose it and keep it", async () => {
    const { input, row } = await asked({ model: "schnell" });
    expect(input).toMatchObject({ seed: row.seed, go_fast: true });
  });
});

test("ten clicks at once spend the last credit once", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 1 });
  const results = await Promise.all(times(10, () => startGeneration(using, user, anOrder())));
  expect(results.filter(({ kind }) => kind === "started")).toHaveLength(1);
  expect(results.filter(({ kind }) => kind === "short")).toHaveLength(9);
  expect(results.find(({ kind }) => kind === "short")).toEqual({
    ...{ kind: "short", credits: 0, cost: 1, owed: 0 },
  });
  expect(using.pretend.creates).toBe(1);
  expect(await creditsOf(using, user)).toBe(0);
  expect(await entriesOf(using, user)).toHaveLength(2);
  await expectBooksToBalance(using, user);
});

test("the same form sent ten times at once is one picture", async () => {
  const using = world();
  const user = await anAccount(using);
  const order = anOrder();
  const results = await Promise.all(times(10, () => startGeneration(using, user, order)));
  expect(results).toEqual(times(10, () => ({ kind: "started", id: order.id, count: 1 })));
  expect(using.pretend.creates).toBe(1);
  expect(await creditsOf(using, user)).toBe(9);
  await expectBooksToBalance(using, user);
});

test("a form's id is good for one order of one visitor", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const order = anOrder({ prompt: "One" });
  await startGeneration(using, user, order);
  expect(await startGeneration(using, user, { ...order, prompt: "Another" })).toEqual({ kind: "used" });
  expect(await startGeneration(using, stranger, order)).toEqual({ kind: "used" });
  expect(await creditsOf(using, user)).toBe(9);
  expect(await creditsOf(using, stranger)).toBe(10);
});

describe("when there is no picture the credit comes back, and it is said why", () => {
  test.each([
    ["moderated", "NSFW content detected. Try running it again with a different prompt."],
    [
      "moderated",
      "The input or output was flagged as sensitive. Please try again with different inputs. (E005)",
    ],
    ["failed", "Something that will not get better"],
  ])("%s: %s", async (code, error) => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, error), { status: 201 });
    await startGeneration(using, user, order);
    expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: code });
    expect(await creditsOf(using, user)).toBe(10);
    await expectBooksToBalance(using, user);
  });

  test.each([401, 402, 403, 404, 422])("Replicate refuses with %i", async (status) => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    using.pretend.onCreate = () => Response.json({ detail: "…" }, { status });
    await startGeneration(using, user, order);
    expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: "unavailable" });
    await expectBooksToBalance(using, user);
  });

  test.each(["canceled", "aborted"] as const)(
    "it ended as %s, which nobody wished: it took too long",
    async (status) => {
      const using = world();
      const user = await anAccount(using);
      const order = anOrder();
      using.pretend.onCreate = (made) => Response.json({ ...made, status }, { status: 201 });
      await startGeneration(using, user, order);
      expect(await generation(using, order.id)).toMatchObject({ status: "failed", error_code: "too_slow" });
      await expectBooksToBalance(using, user);
    },
  );
});

describe("when it takes longer than the request may", () => {
  test("it stays open, and the next look finds the picture, however many look at once", async () => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder();
    using.pretend.onCreate = (made) => {
      return Response.json({ ...made, status: "processing" }, { status: 201 });
    };
    await startGeneration(using, user, order);
    const open = await generation(using, order.id);
    expect(open).toMatchObject({ status: "running", prediction_id: expect.any(String) });

    for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
    await Promise.all(times(5, () => advance(using, open, { evenIfNotDue: true })));
    expect(await generation(using, order.id)).toMatchObject({ status: "succeeded", image_id: order.id });
    expect(using.pretend.creates).toBe(1);
    await expectBooksToBalance(using, user);
  });
});

test("every change of a generation says when", async () => {
  const using = world();
  const order = anOrder();
  const seen: string[] = [];
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-01-01T00:00:00Z") });
  const tick = () => vi.setSystemTime(Date.now() + 1000);
  const user = await anAccount(using);
  using.pretend.onCreate = (made) => {
    tick();
    return Response.json({ ...made, status: "processing" }, { status: 201 });
  };
  await startGeneration(using, user, order);
  seen.push((await generation(using, order.id)).updated_at);
  tick();
  for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
  tick();
  await advance(using, await generation(using, order.id));
  vi.useRealTimers();
  const done = await generation(using, order.id);
  seen.push(done.updated_at);
  expect([done.created_at, ...seen]).toEqual([
    "2026-01-01T00:00:00.000Z",
    "2026-01-01T00:00:01.000Z",
    "2026-01-01T00:00:03.000Z",
  ]);
});

test("no update of a generation goes by the one place that sets updated_at", () => {
  const sources = import.meta.glob<string>("/app/**/*.ts", { query: "?raw", import: "default", eager: true });
  const updating = Object.entries(sources).filter(
    ([path, text]) => !path.endsWith(".test.ts") && /updateTable\("generation_history"\)/.test(text),
  );
  expect(updating.map(([path]) => path)).toEqual(["/app/generations/generation.server.ts"]);
});

describe("the log", () => {
  test("has a line for the generation with its timings, and a warning only when it was slow", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const [info, warn] = [vi.spyOn(console, "log"), vi.spyOn(console, "warn")];
    const lines = (spy: typeof info) => spy.mock.calls.map(([line]) => JSON.parse(String(line)));
    const made = async (ms: number) => {
      const using = world({ SLOW_GENERATION_MS: "5000" });
      using.pretend.onCreate = (prediction) => {
        vi.setSystemTime(Date.now() + ms);
        return Response.json(using.pretend.succeed(prediction), { status: 201 });
      };
      const order = anOrder({ prompt: "a stranger's words" });
      await startGeneration(using, await anAccount(using), order);
      return order;
    };
    const line = {
      outcome: "succeeded",
      ...{ db_ms: expect.any(Number), provider_ms: expect.any(Number), storage_ms: expect.any(Number) },
    };

    const { id } = await made(5_000);
    expect(lines(info)).toContainEqual({ event: "generation", id, ms: 5_000, ...line });
    expect(warn).not.toHaveBeenCalled();

    const slow = await made(5_001);
    expect(lines(warn)).toEqual([{ event: "slow_generation", id: slow.id, ms: 5_001, ...line }]);
    expect(JSON.stringify([info.mock.calls, warn.mock.calls])).not.toContain("a stranger's words");
    vi.useRealTimers();
  });
});
