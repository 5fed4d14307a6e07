import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { times, world } from "../../test/world";
import { type Budget, budgetFor, forgetSpentBudgets, giveTurnsBack } from "./budget.server";
import { take } from "./take.server";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-01T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

const secrets = ["of-the-tests"];
const five = (of: string = crypto.randomUUID()) => budgetFor(of, { atOnce: 5, everySeconds: 60 }, secrets);
const taken = async (budgets: Budget[]) => (await take(world(), budgets)).taken;
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

test("twenty at once have exactly as many turns as there are", async () => {
  const budget = five();
  const using = world();
  const all = await Promise.all(times(20, () => take(using, [budget])));
  expect(all.filter((one) => one.taken)).toHaveLength(5);
});

test("a turn comes back when it is said to, and no sooner", async () => {
  const budget = five();
  for (const _ of times(5, () => 0)) expect(await taken([budget])).toBe(true);
  const refused = await take(world(), [budget]);
  expect(refused).toMatchObject({ taken: false, againAt: "2026-03-01T12:01:00.000Z" });
  later(59);
  expect(await taken([budget])).toBe(false);
  later(1);
  expect([await taken([budget]), await taken([budget])]).toEqual([true, false]);
});

test("where one of several is used up, nothing is taken from the others", async () => {
  const [wide, narrow] = [five(), budgetFor(crypto.randomUUID(), { atOnce: 1, everySeconds: 60 }, secrets)];
  expect(await taken([wide, narrow])).toBe(true);
  for (const _ of times(30, () => 0)) expect(await taken([wide, narrow])).toBe(false);
  for (const _ of times(4, () => 0)) expect(await taken([wide])).toBe(true);
  expect(await taken([wide])).toBe(false);
});

test("what is given back can be taken again", async () => {
  const using = world();
  const [one, other] = [five(), five()];
  for (const _ of times(5, () => 0)) await take(using, [one, other]);
  await using.db.atomically([giveTurnsBack(using.db, [one])]);
  expect([await taken([other]), await taken([one]), await taken([one])]).toEqual([false, true, false]);
});

test("the table says neither what nor whose, and forgets what no longer matters", async () => {
  const using = world();
  await take(using, [five("guess at name@example.com")]);
  const rows = () => using.db.selectFrom("budgets").selectAll().execute();
  expect(JSON.stringify(await rows())).not.toContain("name");
  await forgetSpentBudgets(using.db);
  expect(await rows()).not.toEqual([]);
  later(3_000_000);
  await forgetSpentBudgets(using.db);
  expect(await rows()).toEqual([]);
});

test("nothing to take from is no question of any budget", async () => {
  expect(await taken([])).toBe(true);
});
