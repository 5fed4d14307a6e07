import { env } from "cloudflare:test";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { KINDS, POINTS } from "../../test/faults";
import { PretendReplicate } from "../../test/pretend-replicate";
import { signed } from "../../test/signed";
import { anAccount, anOrder, expectBooksToBalance, times, world } from "../../test/world";
import type { User } from "../accounts/sessions.server";
import { audit } from "../credits/audit.server";
import { advance } from "./advance.server";
import { cancelGeneration } from "./cancel.server";
import { hear } from "./news.server";
import type { Order } from "./order.server";
import { startGeneration } from "./start.server";
import { sweep } from "./sweep.server";

/**
 * A random walk over everything that can break: orders, looks, cancels, webhooks and sweeps in a random order, by
 * isolates that lose calls, lose answers and die, against a Replicate that is slow, busy, failing or silent. After each run
 * the world heals, and every invariant must hold. A run that breaks one names the seed that walks it again:
 * `npm run faults -- --runs 1 --seed N`.
 */
const RUNS = Number(env.FAULT_RUNS);
const FIRST_SEED = Number(env.FAULT_SEED);
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const STEPS = 5;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterAll(() => void vi.useRealTimers());

test(`${RUNS} runs from seed ${FIRST_SEED} on`, { timeout: 24 * 60 * MINUTE }, async () => {
  let pictures = 0;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    pictures += await walk(seed).catch((error) => {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : error}`, { cause: error });
    });
  }
  expect(await audit(world())).toEqual([]);
  // Else nothing was walked: most orders end in a picture however rough the way.
  expect(pictures).toBeGreaterThan(RUNS / 2);
});

/** One run; how many pictures came of it. */
async function walk(seed: number): Promise<number> {
  const dice = new Dice(seed);
  const pretend = new PretendReplicate();
  const calm = () => world({ REPLICATE_WEBHOOK_SECRET: SECRET }, pretend);
  const user = await anAccount(calm(), { credits: dice.below(4) });
  const orders = times(1 + dice.below(2), (index) => anOrder({ prompt: `walk ${seed} ${index}` }));
  weather(dice, pretend);

  for (let step = 0; step < STEPS; step++) {
    const isolate = calm();
    for (let planned = dice.below(3); planned > 0; planned--)
      isolate.faults.plan(dice.of(POINTS), dice.of(KINDS), dice.below(3));
    const acts = times(1 + dice.below(2), () => act(dice, isolate, user, dice.of(orders)));
    await Promise.allSettled(acts);
    if (dice.chance(0.5)) changeOfMind(dice, pretend);
    later(dice.of([SECOND, 5 * SECOND, 30 * SECOND, MINUTE, 10 * MINUTE]));
  }

  pretend.onCreate = (made) => Response.json(pretend.succeed(made), { status: 201 });
  pretend.onDownload = new PretendReplicate().onDownload;
  for (const made of pretend.predictions.values()) if (isRunning(made.status)) pretend.succeed(made);
  // Past every lease and back-off: a minute's sweeps could be needed three times for three attempts.
  for (let minute = 0; minute < 12 && (await openOf(user)) > 0; minute++) {
    later(6 * MINUTE);
    await sweep(calm());
  }
  await expectBooksToBalance(calm(), user, { isOver: true });
  expect(pretend.mistakes).toEqual([]);
  const { results } = await env.DB.prepare("SELECT status FROM generation_history WHERE user_id = ?")
    .bind(user.id)
    .all<{ status: string }>();
  expect(results.length).toBeLessThanOrEqual(orders.length);
  return results.filter(({ status }) => status === "succeeded").length;
}

/** One thing that somebody does. */
async function act(
  dice: Dice,
  isolate: ReturnType<typeof world>,
  user: User,
  order: Order,
): Promise<unknown> {
  switch (dice.below(6)) {
    case 0:
    case 1:
      return startGeneration(isolate, user, order);
    case 2:
      return sweep(isolate);
    case 3: {
      const row = await isolate.db
        .selectFrom("generation_history")
        .selectAll()
        .where("id", "=", order.id)
        .executeTakeFirst();
      return row && advance(isolate, row);
    }
    case 4:
      return dice.chance(0.3) ? cancelGeneration(isolate, user, order.id) : sweep(isolate);
    default: {
      const id = dice.of([...isolate.pretend.predictions.keys(), "nobody's"]);
      return hear(isolate, order.id, signed(SECRET, JSON.stringify({ id })));
    }
  }
}

/** How Replicate is today. */
function weather(dice: Dice, pretend: PretendReplicate): void {
  pretend.onCreate = (made) => {
    switch (dice.below(9)) {
      case 0:
        return new Response(null, { status: 429, headers: { "Retry-After": String(1 + dice.below(40)) } });
      case 1:
        return Response.json({ detail: "…" }, { status: dice.of([401, 402, 404, 422]) });
      case 2:
        if (dice.chance(0.5)) pretend.forget(made);
        return new Response("<html>", { status: 502 });
      case 3:
        return Response.json(
          pretend.fail(made, dice.of(["CUDA out of memory", "NSFW content", "E1001", "no"])),
        );
      case 4:
      case 5:
        return Response.json({ ...made, status: "processing" }, { status: 201 });
      default:
        return Response.json(pretend.succeed(made), { status: 201 });
    }
  };
  pretend.onDownload = () =>
    dice.chance(0.3) ? new Response(null, { status: 503 }) : new PretendReplicate().onDownload("");
}

/** Predictions go on in the meantime. */
function changeOfMind(dice: Dice, pretend: PretendReplicate): void {
  for (const made of pretend.predictions.values()) {
    if (!isRunning(made.status)) continue;
    const fate = dice.below(4);
    if (fate === 0) pretend.succeed(made);
    if (fate === 1) pretend.fail(made, dice.of(["CUDA error", "flagged as sensitive"]));
    if (fate === 2 && dice.chance(0.3)) made.status = "aborted";
  }
}

const isRunning = (status: string) => status === "starting" || status === "processing";
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

async function openOf(user: User): Promise<number> {
  const row = await env.DB.prepare(
    "SELECT count(*) AS open FROM generation_history WHERE user_id = ? AND status IN ('reserved', 'running', 'saving')",
  )
    .bind(user.id)
    .first<{ open: number }>();
  return row?.open ?? 0;
}

/** Mulberry32: small, and the same for the same seed everywhere. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  chance(share: number): boolean {
    return this.below(1000) < share * 1000;
  }

  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }
}
