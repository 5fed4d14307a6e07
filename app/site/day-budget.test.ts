import { beforeEach, expect, test, vi } from "vitest";
import { anAccount, anOrder, creditsOf, generation, times, world } from "../../test/world";
import { advance } from "../generations/advance.server";
import { startGeneration } from "../generations/start.server";
import { warnOfBudget } from "../operations/warn-of-budget.server";
import { DAY, MINUTE, timestamp } from "../platform/clock.server";
import { budgetUsed, giveToBudget, takeFromBudget } from "./day-budget.server";
import { writeOrders } from "./notices.server";

const BUDGET = { DAILY_BUDGET_USD: "0.01", MAX_OPEN_GENERATIONS: "50" };

beforeEach(async () => {
  const { db } = world();
  await db.deleteFrom("day_costs").execute();
  await db.deleteFrom("site_notices").execute();
});

test("orders at once take no more than the day's budget and the one that reaches it; the others pay nothing", async () => {
  const using = world({ ...BUDGET, DAILY_BUDGET_USD: "0.003" });
  const user = await anAccount(using, { credits: 500 });
  const started = await Promise.all(times(8, () => startGeneration(using, user, anOrder())));
  const made = started.filter(({ kind }) => kind === "started").length;
  const each = ((await budgetUsed(using))?.usd ?? 0) / made;
  expect(made).toBe(Math.ceil(0.003 / each));
  expect(made).toBeLessThan(8);
  expect(started.filter(({ kind }) => kind === "closed")).toHaveLength(8 - made);
  const paid = anOrder().cost * made;
  expect(await creditsOf(using, user)).toBe(500 - paid);
});

test("what came to nothing and is not billed is given back to the budget", async () => {
  const using = world(BUDGET);
  const user = await anAccount(using);
  using.pretend.onCreate = () => Response.json({ detail: "no" }, { status: 422 });
  await startGeneration(using, user, anOrder());
  expect((await budgetUsed(using))?.usd).toBe(0);
});

test("an operator keeps new orders away, and what visitors are told comes with the refusal", async () => {
  const using = world();
  const user = await anAccount(using);
  const closed = { en: "Back at noon", "zh-Hans": "" };
  await using.db.atomically([writeOrders(using, { isClosed: true, closed })]);
  expect(await startGeneration(using, user, anOrder())).toEqual({
    ...{ kind: "closed", said: closed, again_at: null },
  });
  expect(await creditsOf(using, user)).toBe(10);
});

test("operators are warned at 80 %, once a day", async () => {
  const using = world(BUDGET);
  const operator = await anAccount(using);
  await using.db.insertInto("operators").values({ user_id: operator.id, made_at: timestamp() }).execute();
  const spend = (reserved_micro_usd: number) =>
    using.db
      .insertInto("day_costs")
      .values({ day: timestamp().slice(0, 10), reserved_micro_usd })
      .onConflict((conflict) => conflict.column("day").doUpdateSet({ reserved_micro_usd }))
      .execute();
  await spend(7_999);
  expect(await warnOfBudget(using)).toBe(0);
  await spend(8_000);
  expect(await Promise.all([warnOfBudget(using), warnOfBudget(using)])).toContain(0);
  expect(await warnOfBudget(using)).toBe(0);
  const mails = await using.db
    .selectFrom("mails")
    .select("email")
    .where("kind", "=", "budget_warning")
    .execute();
  expect(mails).toEqual([{ email: operator.email }]);
});

test("what is on its way when the budget is used up goes on to its end; the day after, or with more, orders are taken", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const using = world({ ...BUDGET, DAILY_BUDGET_USD: "0.001" });
    const user = await anAccount(using);
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    const [running, waiting] = [anOrder(), anOrder({ prompt: "One that waits" })];
    await startGeneration(using, user, running);
    expect(await startGeneration(using, user, waiting)).toMatchObject({ kind: "closed" });
    for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
    vi.setSystemTime(Date.now() + MINUTE);
    await advance(using, await generation(using, running.id));
    expect((await generation(using, running.id)).status).toBe("succeeded");

    const raised = world({ ...BUDGET, DAILY_BUDGET_USD: "0.5" }, using.pretend);
    const another = anOrder({ prompt: "Another" });
    expect(await startGeneration(raised, user, another)).toMatchObject({ kind: "started" });
    expect(await startGeneration(using, user, waiting)).toMatchObject({ kind: "closed" });
    vi.setSystemTime(Date.now() + DAY);
    // The very form that waited.
    expect(await startGeneration(using, user, waiting)).toMatchObject({ kind: "started" });
  } finally {
    vi.useRealTimers();
  }
});

test("what an order cost is given back to the day that it was taken from, however late it comes to nothing", async () => {
  const using = world(BUDGET);
  const orderedAt = "2026-03-01T23:59:59.999Z";
  await using.db.atomically([takeFromBudget(using, orderedAt, 700)]);
  await using.db.atomically([giveToBudget(using, orderedAt, 200)]);
  const rows = await using.db.selectFrom("day_costs").selectAll().execute();
  expect(rows).toEqual([{ day: "2026-03-01", reserved_micro_usd: 500 }]);
});
