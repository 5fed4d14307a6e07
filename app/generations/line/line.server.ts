import { sql } from "kysely";
import { HOUR, MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Throttle } from "~/replicate/retry-after";
import type { Services } from "~/services.server";
import { type Generation, updateGenerations } from "../generation.server";
import { newLease, release, updateHeld } from "../lease.server";
import { GIVE_UP_AFTER_MINUTES, OTHERS_TURN_AFTER_SECONDS } from "../limits";
import { untilOver } from "../patience.server";
import { settleFailure } from "../settle.server";
import { everyMs, isThrottling, learnPace, nowMs } from "./pace.server";

/**
 * The waiting line, which is there while Replicate says that there are too many creates. It is made of rows and nothing else:
 * whoever surely has no prediction and is to have one stands in it. People take turns, who had theirs longest ago first, and
 * each has their oldest made first. Nobody is passed over for ever: who comes new stands behind everybody who waits.
 */
const standsInLine = sql`
  status = 'reserved' AND prediction_id IS NULL AND next_attempt_at IS NOT NULL AND cancel_requested_at IS NULL`;

/** Whether a row that was read stands in the line, or would while Replicate throttles. */
export function isInLine(row: Pick<Generation, "status" | "prediction_id" | "next_attempt_at">): boolean {
  return row.status === "reserved" && row.prediction_id === null && row.next_attempt_at !== null;
}

/** Who stands in the line, with the round in which their turn comes and since when their person waits for one. */
function line(only = sql`TRUE`) {
  const ofPerson = sql`OVER (PARTITION BY generation_history.user_id`;
  return sql`(
    SELECT id, generation_history.user_id, position, created_at,
      row_number() ${ofPerson} ORDER BY created_at, position) AS round,
      max(min(created_at) ${ofPerson}), coalesce(taken_at, '')) AS since
    FROM generation_history LEFT JOIN replicate_turns ON replicate_turns.user_id = generation_history.user_id
    WHERE ${standsInLine} AND ${only}
  )`;
}

const IN_ORDER = sql`round, since, position`;

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

/**
 * Takes the next turn for whoever is first in the line, and holds that generation with one more attempt noted; null when
 * there is no turn yet, or nobody waits. `userId` takes it for themselves, and for others only when nobody else does. All
 * or nothing: whoever dies with a turn in hand leaves a row of which a prediction may be made, and the next turn comes.
 */
export async function takeTurn(using: Services, userId: string | null): Promise<Generation | null> {
  const { db } = using;
  const lease = newLease();
  const unheld = sql`(lease_until IS NULL OR lease_until < ${timestamp()})
    AND created_at > ${timestamp(-GIVE_UP_AFTER_MINUTES * MINUTE)}`;
  const first = sql`(SELECT id, user_id FROM ${line(unheld)} ORDER BY ${IN_ORDER} LIMIT 1)`;
  const ours = sql<boolean>`(${userId} IS NULL OR ${userId} = (SELECT user_id FROM ${first})
    OR next_ms <= ${nowMs()} - ${sql.lit(OTHERS_TURN_AFTER_SECONDS * SECOND)})`;
  const taken = db
    .selectFrom("replicate_pace")
    .select("taken_for")
    .where("taken_by", "=", lease.lease_holder);
  const [, held] = await db.atomically<Generation>([
    db
      .updateTable("replicate_pace")
      .set({
        next_ms: sql<number>`${nowMs()} + ${everyMs()}`,
        taken_for: sql<string>`(SELECT id FROM ${first})`,
        taken_by: lease.lease_holder,
      })
      .where("next_ms", "<=", nowMs())
      .where(isThrottling())
      .where(sql<boolean>`EXISTS (SELECT 1 FROM ${first})`)
      .where(ours),
    updateGenerations(db, { ...lease, next_attempt_at: null })
      .set((row) => ({ attempts: row("attempts", "+", 1) }))
      .where("id", "=", taken)
      .returningAll(),
    db
      .insertInto("replicate_turns")
      .columns(["user_id", "taken_at"])
      .expression(
        db
          .selectFrom("generation_history")
          .select(["user_id", sql<string>`${timestamp()}`.as("taken_at")])
          .where("id", "=", taken),
      )
      .onConflict((row) => row.column("user_id").doUpdateSet({ taken_at: timestamp() })),
    db.deleteFrom("replicate_turns").where("taken_at", "<", timestamp(-HOUR)),
  ]);
  return held?.[0] ?? null;
}

/** Up to `limit` of those whose turn would come after their hour, since the line has become longer or slower. */
export async function hopelessIn({ db }: Services, limit: number): Promise<string[]> {
  const places = sql<{ id: string; created_at: string; place: number }>`(
    SELECT id, created_at, row_number() OVER (ORDER BY ${IN_ORDER}) AS place FROM ${line()})`;
  const turnMs = sql<number>`max(next_ms, ${nowMs()}) + (place - 1) * ${everyMs()}`;
  const endMs = sql<number>`unixepoch(created_at) * 1000 + ${sql.lit(GIVE_UP_AFTER_MINUTES * MINUTE)}`;
  const rows = await db
    .selectFrom(["replicate_pace", places.as("places")])
    .select("places.id")
    .where(isThrottling())
    .where(turnMs, ">", endMs)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The milliseconds until somebody in the line has a turn; null when nobody waits for one. */
export async function untilNextTurn({ db }: Services): Promise<number | null> {
  const row = await db
    .selectFrom("replicate_pace")
    .select("next_ms")
    .where(isThrottling())
    .where(sql<boolean>`EXISTS (SELECT 1 FROM generation_history WHERE ${standsInLine})`)
    .executeTakeFirst();
  return row ? Math.max(row.next_ms - Date.now(), 0) : null;
}
