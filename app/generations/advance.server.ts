import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { attempt } from "./attempt.server";
import { adopt, look, stop } from "./follow.server";
import type { Generation } from "./generation.server";
import { claim, mayBeDue, updateHeld } from "./lease.server";
import { MOST_ATTEMPTS } from "./limits";
import { isIll } from "./line/breaker.server";
import { isInLine, joinLine } from "./line/line.server";
import { throttled } from "./line/pace.server";
import { takeTurn } from "./line/turns.server";
import { findPrediction } from "./lost-prediction.server";
import { giveUp, isOver, waitForLost } from "./patience.server";
import { settleFailure } from "./settle.server";

/**
 * A generation's states, by `status`, `prediction_id` and `next_attempt_at`, and who moves it to what. Whoever moves an
 * open one holds its lease; a webhook's adoption needs that nobody does.
 *
 * | state                       | what is known                        | moved by       | to                                       |
 * |-----------------------------|--------------------------------------|----------------|------------------------------------------|
 * | reserved, none, NULL        | asked for, not answered: it may be   | `recover`      | running, when it is listed; else as if a |
 * |                             | made                                 |                | time had come, or failed, where no list  |
 * |                             |                                      |                | can tell                                 |
 * |                             |                                      | a webhook      | running, when it is worth adopting       |
 * | reserved, none, a time      | surely not made, or worthless        | `tryAgain`     | reserved, NULL, with one more attempt;   |
 * |                             |                                      |                | failed while Replicate is ill            |
 * | the same, while Replicate   | stands in the waiting line           | `serveLine`    | reserved, NULL, with one more attempt,   |
 * | throttles                   |                                      |                | when its turn has come                   |
 * |                             |                                      | `joinLine`     | failed, when that would be too late      |
 * | reserved, none              | its visitor wants it stopped         | `step`         | canceled, unless it may have been made   |
 * | reserved, either            | the answer to a create               | `followCreate` | running, saving, reserved with a time    |
 * |                             |                                      |                | (one attempt less after a 429), failed,  |
 * |                             |                                      |                | canceled                                 |
 * | reserved, either            | its pictures did not reach Replicate | `followUpload` | reserved with a time and one attempt     |
 * |                             |                                      |                | less, failed, canceled                   |
 * | running or saving, an id    | made; no look at it creates another  | `look`         | saving, succeeded; reserved with a time  |
 * |                             |                                      |                | after a failure that passes; failed,     |
 * |                             |                                      |                | canceled                                 |
 * | running or saving, an id    | its visitor wants it stopped         | `stop`         | canceled, or what it had come to         |
 * | open, no time or tries left | nobody waits any longer              | `giveUp`       | failed, with the credit back             |
 * | succeeded, failed, canceled | settled, by a row that is there once | nobody         | –                                        |
 */

/**
 * Does whatever step is next for an open generation, if there is one now and nobody else is at it. Anyone may call it at
 * any time, any number of times: the page, its events, the webhook, the sweep. `evenIfNotDue`: a webhook came.
 */
export async function advance(
  using: Services,
  generation: Generation,
  { evenIfNotDue = false } = {},
): Promise<void> {
  const held =
    (evenIfNotDue || mayBeDue(generation)) && (await claim(using, generation.id, { evenIfNotDue }));
  if (held) await step(using, held);
  else if (isInLine(generation)) await serveLine(using, generation.user_id);
}

/** Whether `advance` can do something for a generation now, by a row already read. */
export function mayAdvance(generation: Generation): boolean {
  return mayBeDue(generation) || isInLine(generation);
}

/** Lets the first in the waiting line have the next turn, if there is one: the person's own, or, for nobody, anybody's. */
async function serveLine(using: Services, userId: string | null): Promise<void> {
  const held = await takeTurn(using, userId);
  if (held) await askInTurn(using, held);
}

/** Asks Replicate for a generation that had its turn. */
export async function askInTurn(using: Services, held: Generation): Promise<void> {
  if (held.attempts > 1 && (await isIll(using))) return settleFailure(using, held, "busy");
  return attempt(using, held);
}

/** The next step of a generation that the caller holds. */
export async function step(using: Services, held: Generation): Promise<void> {
  if (held.prediction_id) return look(using, held, held.prediction_id);
  if (isOver(held)) return giveUp(using, held, isInLine(held) ? "busy" : "no_answer");
  // Without a prediction, a time for the next attempt means that Replicate surely made none, or one that is worthless.
  if (held.next_attempt_at === null) return recover(using, held);
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  return tryAgain(using, held);
}

/** The next step of a held generation whose visitor wants it stopped. */
export async function stepTowardsCancel(using: Services, held: Generation): Promise<void> {
  const ended = held.prediction_id && (await stop(using, held, held.prediction_id)) === "ended";
  if (!ended) await step(using, held);
}

/**
 * The first attempts of generations that the caller has just inserted and so holds; where they were inserted into the
 * waiting line, of the one whose turn it is. `inputIds`: the
 * pictures that were brought, in their order. Never rejects: others go on.
 */
export async function firstAttempts(using: Services, held: Generation[], inputIds: string[]): Promise<void> {
  await Promise.all(
    held.map((one) =>
      unlessBroken(one, isInLine(one) ? joinLine(using, one) : attempt(using, one, inputIds)),
    ),
  );
  const [first] = held.filter(isInLine);
  if (first) await unlessBroken(first, serveLine(using, first.user_id));
}

async function unlessBroken(held: Generation, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unavailable";
    log.error({ event: "generation_interrupted", id: held.id, reason });
  }
}

/** Replicate was asked, and no answer is noted: looks whether a prediction was made before it is asked again. */
async function recover(using: Services, held: Generation): Promise<void> {
  const found = await findPrediction(using, held);
  switch (found.kind) {
    case "found":
      return adopt(using, held, found.prediction.id);
    case "unknown":
      return waitForLost(using, held);
    case "untold":
      if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
      return giveUp(using, held, "no_answer", "not_to_be_told");
    case "none":
      if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
      if (held.attempts >= MOST_ATTEMPTS) return giveUp(using, held, "no_answer");
      return tryAgain(using, held);
  }
}

/**
 * Notes the attempt before Replicate is asked: whoever finds it afterwards knows that there may be a prediction. While
 * Replicate throttles it waits for its turn; while it is ill there is no second attempt.
 */
async function tryAgain(using: Services, held: Generation): Promise<void> {
  if (held.attempts > 0 && (await isIll(using))) return settleFailure(using, held, "busy");
  const change = { attempts: held.attempts + 1, next_attempt_at: null };
  const noted = await updateHeld(using.db, held, change)
    .where((row) => row.not(throttled()))
    .executeTakeFirst();
  if (noted.numUpdatedRows > 0n) return attempt(using, { ...held, ...change });
  await joinLine(using, held);
  await serveLine(using, held.user_id);
}
