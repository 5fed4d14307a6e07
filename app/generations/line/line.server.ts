import { sql } from "kysely";
import { SECOND, timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Throttle } from "~/replicate/retry-after";
import type { Services } from "~/services.server";
import type { Generation } from "../generation.server";
import { release, updateHeld } from "../lease.server";
import { untilOver } from "../patience.server";
import { settleFailure } from "../settle.server";
import { everyMs, isThrottling, learnPace } from "./pace.server";

/**
 * The waiting line, which is there while Replicate says that there are too many creates. It is made of rows and nothing else:
 * whoever surely has no prediction and is to have one stands in it. People take turns, who had theirs longest ago first, and
 * each has their oldest made first. Nobody is passed over for ever: who comes new stands behind everybody who waits.
 */
export const standsInLine = sql`
  status = 'reserved' AND prediction_id IS NULL AND next_attempt_at IS NOT NULL AND cancel_requested_at IS NULL`;

/** Whether a row that was read stands in the line, or would while Replicate throttles. */
export function isInLine(row: Pick<Generation, "status" | "prediction_id" | "next_attempt_at">): boolean {
  return row.status === "reserved" && row.prediction_id === null && row.next_attempt_at !== null;
}

/** Who stands in the line, with the round in which their turn comes and since when their person waits for one. */
export function line(only = sql`TRUE`) {
  const ofPerson = sql`OVER (PARTITION BY generation_history.user_id`;
  return sql`(
    SELECT id, generation_history.user_id, position, created_at,
      row_number() ${ofPerson} ORDER BY created_at, position) AS round,
      max(min(created_at) ${ofPerson}), coalesce(taken_at, '')) AS since
    FROM generation_history LEFT JOIN replicate_turns ON replicate_turns.user_id = generation_history.user_id
    WHERE ${standsInLine} AND ${only}
  )`;
}

export const IN_ORDER = sql`round, since, position`;

/** The place in the line, 1 for the next; and the milliseconds until the turn, and until the next turn of anybody. */
export type Standing = { place: number; waitMs: number; nextTurnMs: number };

type StandingRow = { next_ms: number; every: number; place: number | null };

function standingQuery({ db }: Services, id: string) {
  const places = sql`(SELECT id, row_number() OVER (ORDER BY ${IN_ORDER}) AS place FROM ${line()})`;
  return db
    .selectFrom("replicate_pace")
    .select(["next_ms", everyMs().as("every")])
    .select(sql<number | null>`(SELECT place FROM ${places} WHERE id = ${id})`.as("place"))
    .where(isThrottling());
}

function standingIn(row: StandingRow | undefined): Standing | null {
  if (!row?.place) return null;
  const nextTurnMs = Math.max(row.next_ms - Date.now(), 0);
  return { place: row.place, nextTurnMs, waitMs: nextTurnMs + (row.place - 1) * row.every };
}

/** Where a generation stands in the line; null while nobody has to wait, and for one that does not stand there. */
export async function standingOf(using: Services, generation: Generation): Promise<Standing | null> {
  if (!isInLine(generation)) return null;
  return standingIn(await standingQuery(using, generation.id).executeTakeFirst());
}

/**
 * Puts a held generation into the line and releases it, or gives the credit back at once when its turn would come too late.
 * `throttle` is what Replicate said when it refused this very one: that costs time, but no attempt.
 */
export async function joinLine(using: Services, held: Generation, throttle?: Throttle): Promise<void> {
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  const asked = (throttle?.retryAfterSeconds ?? 0) * SECOND;
  if (throttle) log.warn({ event: "replicate_throttles", id: held.id, ...throttle });
  if (asked > untilOver(held)) return settleFailure(using, held, "busy");

  const attempts = throttle ? held.attempts - 1 : held.attempts;
  const waiting = {
    attempts,
    status: "reserved",
    prediction_id: null,
    next_attempt_at: timestamp(),
  } as const;
  const answers = await using.db.atomically<StandingRow>([
    ...(throttle ? [learnPace(using.db, held, throttle), turnGivenBack(using, held)] : []),
    updateHeld(using.db, held, waiting),
    standingQuery(using, held.id),
  ]);
  const waitMs = standingIn(answers.at(-1)?.[0])?.waitMs ?? 0;
  if (waitMs > untilOver(held)) return settleFailure(using, held, "busy");
  return release(using, held, { next_attempt_at: timestamp(waitMs) });
}

/** Whoever was refused is as much the next as before. */
function turnGivenBack({ db }: Services, { user_id }: Generation): Query {
  return db.deleteFrom("replicate_turns").where("user_id", "=", user_id);
}
