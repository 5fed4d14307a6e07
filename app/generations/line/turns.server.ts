import { sql } from "kysely";
import { HOUR, MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { type Generation, updateGenerations } from "../generation.server";
import { newLease } from "../lease.server";
import { GIVE_UP_AFTER_MINUTES, OTHERS_TURN_AFTER_SECONDS } from "../limits";
import { IN_ORDER, line, standsInLine } from "./line.server";
import { everyMs, isThrottling, nowMs } from "./pace.server";

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
        livingOrDeleted(db)
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
