import { type SqlBool, sql } from "kysely";
import { MINUTE, SECOND } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { Throttle } from "~/replicate/retry-after";
import type { Generation } from "../generation.server";
import {
  FASTEST_PACE_MS,
  FIRST_GUESS_MS,
  FORGET_PACE_AFTER_MINUTES,
  LONGEST_GUESS_MS,
  PACE_MARGIN_MS,
} from "../limits";

/**
 * The speed at which Replicate takes creates, in one row that all isolates share. It is read only in SQL, in the round trip
 * that something else needs anyway; while Replicate refuses nothing there is no row, or one that is forgotten.
 */

/** The moment in milliseconds. D1 binds every number as a float, and times are reckoned with as whole numbers. */
export function nowMs() {
  return sql<number>`CAST(${Date.now()} AS INTEGER)`;
}

/** The milliseconds between two creates: a quarter of what was learned for each while in which none was refused. */
export function everyMs() {
  const whiles = sql`(max(0, ${nowMs()} - refused_until_ms) / ${sql.lit(FORGET_PACE_AFTER_MINUTES * MINUTE)})`;
  return sql<number>`(every_ms >> (2 * ${whiles}))`;
}

/** Whether creates must take turns, of the row of `replicate_pace`. */
export function isThrottling() {
  return sql<SqlBool>`(${everyMs()} >= ${sql.lit(FASTEST_PACE_MS)} OR next_ms > ${nowMs()})`;
}

/** Whether creates must take turns, in any query. */
export function throttled() {
  return sql<SqlBool>`EXISTS (SELECT 1 FROM replicate_pace WHERE ${isThrottling()})`;
}

/** The values of a row that is inserted: one for while creates take turns, and one for otherwise, which is the rule. */
export function whileThrottled<Value extends string | number | null>(value: Value, otherwise: Value) {
  return sql<Value>`(CASE WHEN ${throttled()} THEN ${value} ELSE ${otherwise} END)`;
}

/**
 * Notes what a 429 says. Without a number in it the pace is guessed, and slower each time that a create is refused which had
 * its turn. Only such a one tells that the next turn is sooner than we thought: others may have been sent long before.
 */
export function learnPace(db: Db, held: Generation, throttle: Throttle): Query {
  const next_ms = Date.now() + throttle.retryAfterSeconds * SECOND + PACE_MARGIN_MS;
  const told = throttle.createsAMinute && Math.ceil(MINUTE / throttle.createsAMinute) + PACE_MARGIN_MS;
  const hadItsTurn = sql`taken_by IS ${held.lease_holder}`;
  const slower = sql`max(every_ms, min(2 * every_ms, ${sql.lit(LONGEST_GUESS_MS)}))`;
  const guessed = sql<number>`CASE
    WHEN NOT ${isThrottling()} THEN ${sql.lit(FIRST_GUESS_MS)} WHEN ${hadItsTurn} THEN ${slower} ELSE every_ms END`;
  return db
    .insertInto("replicate_pace")
    .values({ id: 1, every_ms: told ?? FIRST_GUESS_MS, next_ms, refused_until_ms: next_ms })
    .onConflict((row) =>
      row.column("id").doUpdateSet({
        every_ms: told ?? guessed,
        next_ms: sql<number>`CASE WHEN ${hadItsTurn} THEN excluded.next_ms ELSE max(next_ms, excluded.next_ms) END`,
        refused_until_ms: sql<number>`excluded.refused_until_ms`,
      }),
    );
}
