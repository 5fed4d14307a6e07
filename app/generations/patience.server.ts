import { MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Failure } from "~/replicate/request.server";
import type { Services } from "~/services.server";
import type { ErrorCode, Generation } from "./generation.server";
import { release } from "./lease.server";
import {
  GIVE_UP_AFTER_MINUTES,
  LONGEST_LOOK_MINUTES,
  LOOK_FOR_LOST_AFTER_SECONDS,
  MOST_ATTEMPTS,
  SHORTEST_LOOK_SECONDS,
} from "./limits";
import { settleFailure } from "./settle.server";

/**
 * Has a picture that was not made, or not well, made once more after `delay` milliseconds, or gives the credit back. A
 * pause that would outlast our patience is not begun.
 */
export function retryIn(using: Services, held: Generation, delay: number, reason: ErrorCode): Promise<void> {
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  const pause = withJitter(delay);
  if (held.attempts >= MOST_ATTEMPTS || pause > untilOver(held)) return settleFailure(using, held, reason);
  const next_attempt_at = timestamp(pause);
  return release(using, held, { status: "reserved", prediction_id: null, next_attempt_at });
}

/**
 * Leaves a generation whose pictures did not reach Replicate for another try, in `atLeast` milliseconds or more: that costs
 * it no attempt, only time.
 */
export function sendAgain(using: Services, held: Generation, reason: ErrorCode, atLeast = 0): Promise<void> {
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  const pause = withJitter(Math.max(nextLook(held), atLeast));
  if (pause > untilOver(held)) return giveUp(using, held, reason);
  const { attempts } = held;
  return release(using, held, { attempts, next_attempt_at: timestamp(pause) });
}

/** Leaves a prediction that was not read, or whose file did not come, for a time when it can be asked for again. */
export function lookAgain(using: Services, held: Generation, failure?: Failure): Promise<void> {
  const asked = failure?.kind === "busy" ? failure.retryAfterSeconds * SECOND : 0;
  return release(using, held, { next_attempt_at: timestamp(nextLook(held, asked)) });
}

/** Leaves a generation that may have a prediction until that had the time to be listed; nobody asks before. */
export function waitForLost(using: Services, held: Generation): Promise<void> {
  const lease_until = timestamp(LOOK_FOR_LOST_AFTER_SECONDS * SECOND);
  return release(using, held, { next_attempt_at: null, lease_until });
}

/** Settles as failed and logs it: the end of our patience is worth an operator's look. `detail` is a word of ours. */
export function giveUp(using: Services, held: Generation, reason: ErrorCode, detail?: string): Promise<void> {
  log.error({ event: "gave_up", id: held.id, reason, detail, attempts: held.attempts });
  return settleFailure(using, held, reason);
}

export function isOver(generation: Generation): boolean {
  return untilOver(generation) < 0;
}

/** The milliseconds until the next look: a fifth of the generation's age, so that a slow one is asked after less and less. */
export function nextLook(generation: Generation, atLeast = 0): number {
  const age = Date.now() - Date.parse(generation.created_at);
  const wanted = Math.max(age / 5, SHORTEST_LOOK_SECONDS * SECOND, atLeast);
  const last = Math.max(untilOver(generation) + SECOND, SECOND);
  return Math.min(wanted, LONGEST_LOOK_MINUTES * MINUTE, last);
}

/** The milliseconds that our patience still lasts; below 0 when we have waited long enough. */
export function untilOver({ created_at }: Generation): number {
  return Date.parse(created_at) + GIVE_UP_AFTER_MINUTES * MINUTE - Date.now();
}

/** A delay and up to a quarter more, so that those who failed together do not come back together. Never less than asked. */
function withJitter(delay: number): number {
  return delay * (1 + Math.random() / 4);
}
