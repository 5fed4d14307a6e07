import { env } from "cloudflare:test";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { DELETED_DAYS } from "~/history/deleted/limits";
import { sweepInputs } from "~/pictures/brought/sweep.server";
import { sweepImages } from "~/pictures/sweep.server";
import { DAY, HOUR, MINUTE, SECOND } from "~/platform/clock.server";
import { readMissedEvents } from "~/purchases/missed-events.server";
import { KINDS, POINTS } from "../../test/faults";
import { PretendReplicate } from "../../test/pretend-replicate";
import { aPurchase, SHOP_KEYS } from "../../test/shop";
import { act, idsOf, newsOf, SECRET, type Visit } from "../../test/walk/acts";
import {
  expectEverythingSettled,
  expectNothingButTheLedger,
  expectNothingLeftOver,
  expectNothingSent,
  expectPaidOnce,
  expectWithinTheDay,
} from "../../test/walk/checks";
import { Dice } from "../../test/walk/dice";
import { expectMoneyRight, NEVER, tellOfAllThatWentBack, wishesOf } from "../../test/walk/money";
import { comersAct, comersOf, expectPeopleRight, leaveWithAll } from "../../test/walk/people";
import { changeOfMind, clearUp, weather } from "../../test/walk/weather";
import { anAccount, anOrder, times, world } from "../../test/world";
import { audit } from "./audit.server";
import { sweep } from "./sweep.server";

/**
 * A random walk over everything that can break: a visitor orders, brings pictures, looks, cancels, marks, shares,
 * deletes and puts back, buys, and has money go back and forth, others join, prove their addresses, move and leave, webhooks and sweeps come in between, by isolates that lose calls, lose answers and die, against a Replicate that
 * is slow, busy, failing, silent or not to be understood. After each run the world heals, and every invariant must hold.
 * A run that breaks one names the seed that walks it again: `npm run faults -- --runs 1 --seed N`.
 */
const RUNS = Number(env.FAULT_RUNS);
const FIRST_SEED = Number(env.FAULT_SEED);
const STEPS = 5;

/** The log of one run. Left to the console each line travels to another process: three quarters of the time of a walk. */
const lines: string[] = [];

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const method of ["log", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((line) => void lines.push(String(line)));
});
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test(`${RUNS} runs from seed ${FIRST_SEED} on`, { timeout: 24 * HOUR }, async () => {
  let pictures = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    pictures += await walk(seed).catch((error) => {
      const reason = error instanceof Error ? error.message : error;
      throw new Error(`seed ${seed}: ${reason}\n${lines.join("\n")}`, { cause: error });
    });
  }
  expect(await audit(world())).toEqual([]);
  // With fewer nothing would have been walked: most orders end in a picture however rough the way.
  expect(pictures).toBeGreaterThan(RUNS / 2);
});

/** Walks one run and says how many pictures came of it. */
async function walk(seed: number): Promise<number> {
  lines.length = 0;
  const dice = new Dice(seed);
  const pretend = new PretendReplicate();
  const vars = {
    ...SHOP_KEYS,
    REPLICATE_WEBHOOK_SECRET: SECRET,
    RESULT_CACHE_HOURS: dice.of(["0", "24"]),
    FREE_CANCELS_A_DAY: dice.of(["0", "1", "5"]),
    FREE_REFUSALS_A_DAY: dice.of(["0", "1", "3"]),
    PREDICTIONS_A_DAY: dice.of(["4", "500", "500"]),
  };
  const calm = () => world(vars, pretend);
  await env.DB.prepare("DELETE FROM demo_stripe").run();
  const user = await anAccount(calm(), { credits: dice.of([1, 5, 20, 40, 80]) });
  const forms = times(2 + dice.below(2), () => aForm(dice));
  const never = dice.of(NEVER);
  const isShopper = dice.chance(0.3);
  const visit: Visit = {
    ...{ user, dice, forms, sent: new Set(), broughtIds: [], isShopper },
    ...{ wishes: wishesOf(), never },
  };
  // Of few acts too few would be paid for: whoever comes to buy stands before the page for paying.
  if (isShopper) for (const wish of visit.wishes) await aPurchase(calm(), user, wish);
  const comers = await comersOf(calm(), dice);
  weather(dice, pretend, (earlier) => newsOf(calm(), earlier));

  for (let step = 0; step < STEPS; step++) {
    const isolate = calm();
    for (let planned = dice.below(3); planned > 0; planned--)
      isolate.faults.plan(dice.of(POINTS), dice.of(KINDS), dice.below(3));
    await Promise.allSettled([
      ...times(1 + dice.below(2), () => act(isolate, visit)),
      ...times(dice.below(2), () => comersAct(isolate, comers)),
    ]);
    if (dice.chance(0.3)) await isolate.afterwards().catch(() => {});
    if (dice.chance(0.5)) changeOfMind(dice, pretend);
    later(dice.of([SECOND, 5 * SECOND, 30 * SECOND, MINUTE, 10 * MINUTE]));
  }

  // A lost answer is looked for while Replicate is as it was.
  for (let minute = 0; minute < 2 && (await openOf(user)) > 0; minute++) {
    later(MINUTE + SECOND);
    await sweep(calm());
  }
  clearUp(pretend);
  // Past every lease and back-off: a minute's sweeps could be needed three times for three attempts.
  for (let minute = 0; minute < 12 && (await openOf(user)) > 0; minute++) {
    later(6 * MINUTE);
    await sweep(calm());
  }
  await expectEverythingSettled(calm(), user);
  expect(pretend.mistakes).toEqual([]);
  expectPaidOnce(pretend);
  await expectWithinTheDay(calm(), user, pretend);
  // Past every pause after a removal in vain.
  for (let time = 0; time < 12 && (await sentFiles()) > 0; time++) {
    later(6 * MINUTE);
    await sweep(calm());
  }
  await expectNothingSent(pretend);
  const known = idsOf(forms);
  const { results } = await env.DB.prepare("SELECT id, status FROM generation_history").all<Row>();
  expect(results.filter(({ id }) => !known.includes(id))).toEqual([]);

  // Past the hours that a picture without a row, and one that was brought for no order, are left alone.
  later(DAY + HOUR);
  await Promise.all([sweepImages(calm()), sweepInputs(calm())]);
  await expectNothingLeftOver(calm(), user);
  await tellOfAllThatWentBack(calm(), visit);
  // What was never told stands in Stripe's list, which is read a page in a run.
  for (let run = 0; run < 5; run++) {
    later(11 * MINUTE);
    await readMissedEvents(calm());
  }
  if (dice.chance(0.5)) await leaveWithAll(calm, user, dice);
  else await deleteGenerations(calm(), user, known);
  later(DELETED_DAYS * DAY);
  await sweep(calm());
  await expectNothingButTheLedger();
  await expectMoneyRight(calm(), visit);
  await expectPeopleRight(calm(), comers);
  return results.filter(({ status }) => status === "succeeded").length;
}

type Row = { id: string; status: string };

/** Forms that all order the same, so that the result cache may give the first one's picture to the others. */
function aForm(dice: Dice) {
  return anOrder({ prompt: "a castle", count: dice.of(["1", "1", "1", "3"]) });
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function openOf(user: User): Promise<number> {
  const row = await env.DB.prepare(
    "SELECT count(*) AS open FROM generation_history WHERE user_id = ? AND status IN ('reserved', 'running', 'saving')",
  )
    .bind(user.id)
    .first<{ open: number }>();
  return row?.open ?? 0;
}

async function sentFiles(): Promise<number> {
  const row = await env.DB.prepare("SELECT count(*) AS sent FROM sent_files").first<{ sent: number }>();
  return row?.sent ?? 0;
}
