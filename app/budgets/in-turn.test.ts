import { sql } from "kysely";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { times, world } from "../../test/world";
import { type Budget, budgetFor } from "./budget.server";
import { inTurn } from "./in-turn.server";
import { take } from "./take.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const five = () => budgetFor(crypto.randomUUID(), { atOnce: 5, everySeconds: 60 }, ["of-the-tests"]);

/** Reads in a turn of its own request, and says how often the database was asked. */
async function ask(budget: Budget, onlyIf = sql<boolean>`TRUE`) {
  const using = world();
  const read = () => using.db.selectFrom("users").select("id").limit(1).execute();
  const answer = await inTurn(using, budget, { onlyIf, read });
  return { ...answer, calls: using.timings.spent("db").calls };
}

test("what is counted and what is read are one question, and twenty at once have as many turns as there are", async () => {
  const budget = five();
  const answers = await Promise.all(times(20, () => ask(budget)));
  expect(answers.filter(({ taken }) => taken)).toHaveLength(5);
  expect(answers.filter(({ calls }) => calls > 1)).toEqual([]);
  for (const answer of answers.filter(({ taken }) => !taken))
    expect(answer).toMatchObject({ againAt: "2026-03-01T12:01:00.000Z" });
});

test("who was refused is refused again without a question, and no longer than is said", async () => {
  const budget = five();
  await Promise.all(times(6, () => ask(budget)));
  expect(await ask(budget)).toEqual({ taken: false, againAt: "2026-03-01T12:01:00.000Z", calls: 0 });
  expect((await ask(five())).taken).toBe(true);
  vi.setSystemTime(Date.now() + 60_000);
  expect((await ask(budget)).taken).toBe(true);
  expect((await ask(budget)).taken).toBe(false);
});

test("a cookie whose session has ended uses up nothing of its owner's, and keeps nobody out", async () => {
  const budget = five();
  for (const _ of times(6, () => 0)) expect((await ask(budget, sql<boolean>`FALSE`)).taken).toBe(false);
  for (const _ of times(5, () => 0)) expect((await take(world(), [budget])).taken).toBe(true);
});
