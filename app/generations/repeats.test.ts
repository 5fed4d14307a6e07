import { env } from "cloudflare:test";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { audit } from "~/operations/audit.server";
import { openPicture } from "~/pictures/open.server";
import { deleteForGood } from "../../test/deleted";
import { PNG, WEBP } from "../../test/pretend-replicate";
import {
  anAccount,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../test/world";
import type { User } from "../accounts/user";
import { FREE_REPEATS_A_DAY } from "./limits";
import { startGeneration } from "./start.server";

/** Whose picture is offered or given to an order that was made before, for how long and how often. */

const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

const caching = (vars = {}) => world({ RESULT_CACHE_HOURS: "24", ...vars });
const rowsOf = async ({ db }: World, user: User) =>
  (await db.selectFrom("generation_history").select("id").where("user_id", "=", user.id).execute()).length;

test("S4, F33: another person's order is made and paid, and nothing tells that there was one before", async () => {
  const using = caching();
  const [one, two] = [await anAccount(using), await anAccount(using)];
  const [first, second] = times(2, () => anOrder({ prompt: "the same words, two people", seed: "1" }));
  await startGeneration(using, one, first ?? anOrder());
  expect(await startGeneration(using, two, second ?? anOrder())).toMatchObject({ id: second?.id });
  expect(await generation(using, second?.id ?? "")).toMatchObject({ cached_from: null, cost: 1 });
  expect(using.pretend.creates).toBe(2);
  const poor = await anAccount(using, { credits: 0 });
  const third = anOrder({ prompt: "the same words, two people", seed: "1" });
  expect(await startGeneration(using, poor, third)).toMatchObject({ kind: "short" });
});

test("S4: RESULT_CACHE_SCOPE=site gives a copy that says nothing of another's row and outlives it", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site" });
  const [one, two] = [await anAccount(using), await anAccount(using)];
  const [first, second] = times(2, () => anOrder({ prompt: "site-wide" })) as [
    ReturnType<typeof anOrder>,
    ReturnType<typeof anOrder>,
  ];
  await startGeneration(using, one, first);
  expect(await startGeneration(using, two, second)).toEqual({ kind: "started", id: second.id, count: 1 });
  const copy = await generation(using, second.id);
  expect(copy).toMatchObject({ status: "succeeded", cost: 0 });
  expect(copy.cached_from).not.toBeNull();
  expect(JSON.stringify(copy)).not.toContain(first.id);
  expect([using.pretend.creates, await creditsOf(using, two)]).toEqual([1, 10]);

  await deleteForGood(using, one, [first.id]);
  expect(await env.PICTURES.head(`pictures/${first.id}`)).toBeNull();
  const request = new Request(`http://localhost/images/${copy.image_id}`);
  expect((await openPicture(using, two, copy.image_id ?? "", request))?.status).toBe(200);
  await expectBooksToBalance(using, two, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("S4: on a site-wide cache one's own picture comes first, and is offered", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site" });
  const [one, two] = [await anAccount(using), await anAccount(using)];
  const prompt = "own first";
  const own = anOrder({ prompt, fresh: "1" });
  await startGeneration(using, two, own);
  later(SECOND);
  await startGeneration(using, one, anOrder({ prompt, fresh: "1" }));
  expect(await startGeneration(using, two, anOrder({ prompt }))).toMatchObject({
    kind: "offered",
    id: own.id,
  });
});

test("S4: a form sent again on a site-wide cache leaves the picture that it made alone", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site" });
  const user = await anAccount(using);
  const order = anOrder({ prompt: "sent again" });
  await startGeneration(using, user, order);
  using.pretend.onDownload = () => new Response(PNG);
  later(25 * HOUR);
  await startGeneration(using, await anAccount(using), anOrder({ prompt: "sent again" }));
  expect(await startGeneration(using, user, order)).toMatchObject({ kind: "started", id: order.id });
  expect(await (await env.PICTURES.get(`pictures/${order.id}`))?.bytes()).toEqual(WEBP);
});

test("S4: where another's picture went away, or the store does not have it, one is made", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site" });
  const first = anOrder({ prompt: "gone from the store" });
  await startGeneration(using, await anAccount(using), first);
  await env.PICTURES.delete(`pictures/${first.id}`);
  const again = anOrder({ prompt: "gone from the store" });
  await startGeneration(using, await anAccount(using), again);
  expect(await generation(using, again.id)).toMatchObject({ cost: 1, cached_from: null });
});

test("S3: the same own order is offered the picture there is however often, and writes nothing", async () => {
  const using = caching();
  const user = await anAccount(using, { credits: 1 });
  const first = anOrder({ prompt: "again and again" });
  await startGeneration(using, user, first);
  const results = await Promise.all(
    times(20, () => startGeneration(using, user, anOrder({ prompt: "again and again" }))),
  );
  const offered = { kind: "offered", id: first.id, image_id: first.id, input_id: null, cost: 1 };
  expect(results).toEqual(times(20, () => offered));
  expect(await rowsOf(using, user)).toBe(1);
});

test("S3: what was given is offered like any other of one's own", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site" });
  const user = await anAccount(using, { credits: 1 });
  await startGeneration(using, await anAccount(using), anOrder({ prompt: "given, then again" }));
  const given = anOrder({ prompt: "given, then again" });
  await startGeneration(using, user, given);
  const again = anOrder({ prompt: "given, then again" });
  expect(await startGeneration(using, user, again)).toMatchObject({ kind: "offered", id: given.id });
  expect(await rowsOf(using, user)).toBe(1);
});

test("S3: what is given free is counted, a person and a day, however many are sent at once", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site", MAX_OPEN_GENERATIONS: "50" });
  const more = 5;
  const maker = await anAccount(using, { credits: FREE_REPEATS_A_DAY + more });
  const [user, other] = [await anAccount(using, { credits: more }), await anAccount(using, { credits: 0 })];
  const orders = times(FREE_REPEATS_A_DAY + more, (index) => anOrder({ prompt: `bounded ${index}` }));
  for (const order of orders) await startGeneration(using, maker, order);
  const forms = orders.map(({ prompt }) => anOrder({ prompt }));
  const results = await Promise.all(forms.map((form) => startGeneration(using, user, form)));
  // Beyond the bound they are made and paid for: nobody is told that somebody else has such a picture.
  expect(results.filter(({ kind }) => kind === "started")).toHaveLength(FREE_REPEATS_A_DAY + more);
  expect(await creditsOf(using, user)).toBe(0);
  const paid = using.db.selectFrom("generation_history").select("id").where("user_id", "=", user.id);
  expect(await paid.where("cost", ">", 0).execute()).toHaveLength(more);

  // Others are not concerned.
  expect((await startGeneration(using, other, anOrder({ prompt: "bounded 0" }))).kind).toBe("started");
  await expectBooksToBalance(using, user, { isOver: true });
});

test("a copy is not the source of another: its hours are those of the picture", async () => {
  const using = caching({ RESULT_CACHE_SCOPE: "site" });
  const [maker, one, two] = [await anAccount(using), await anAccount(using), await anAccount(using)];
  await startGeneration(using, maker, anOrder({ prompt: "for ever and ever" }));
  for (const user of [one, two]) {
    later(20 * HOUR);
    await startGeneration(using, user, anOrder({ prompt: "for ever and ever" }));
  }
  expect(using.pretend.creates).toBe(2);
});

test("seed 1, then seed 2 of one prompt: two pictures", async () => {
  const using = caching();
  const user = await anAccount(using);
  const [first, second] = ["1", "2"].map((seed) => anOrder({ prompt: "seeded", seed }));
  for (const order of [first, second]) await startGeneration(using, user, order ?? anOrder());
  expect(using.pretend.creates).toBe(2);
  for (const order of [first, second]) {
    const again = anOrder({ prompt: "seeded", seed: String(order?.seed) });
    expect(await startGeneration(using, user, again)).toMatchObject({ kind: "offered", id: order?.id });
  }
});
