import type { ExpressionBuilder } from "kysely";
import { MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Database } from "~/platform/schema";
import type { Services } from "~/services.server";
import { type Generation, OPEN, updateGenerations } from "./generation.server";
import { GIVE_UP_AFTER_MINUTES, LEASE_SECONDS } from "./limits";
import { throttled } from "./line/pace.server";

/** What a new holder writes; its id also fences off a holder from before who wakes up late. */
export function newLease() {
  return { lease_holder: crypto.randomUUID(), lease_until: timestamp(LEASE_SECONDS * SECOND) };
}

/** The generation, held by the caller; null when somebody else holds it, or it is settled, or not due yet. */
export async function claim(
  { db }: Services,
  id: string,
  { evenIfNotDue = false } = {},
): Promise<Generation | null> {
  const claimed = await updateGenerations(db, newLease())
    .where("id", "=", id)
    .where((row) => (evenIfNotDue ? unheld(row) : due(row)))
    .returningAll()
    .executeTakeFirst();
  return claimed ?? null;
}

/** Claims up to `limit` of the oldest generations that are due; two callers at once get different ones. */
export function claimDue({ db }: Services, limit: number): Promise<Generation[]> {
  const dueIds = livingOrDeleted(db).select("id").where(due).orderBy("created_at").limit(limit);
  return updateGenerations(db, newLease()).where("id", "in", dueIds).returningAll().execute();
}

/** Whether claiming is worth a round trip, by a row already read. */
export function mayBeDue({ status, lease_until, next_attempt_at }: Generation): boolean {
  const now = timestamp();
  return (
    OPEN.includes(status) &&
    (lease_until === null || lease_until < now) &&
    (next_attempt_at === null || next_attempt_at <= now)
  );
}

type Row = ExpressionBuilder<Database, "generation_history">;

/** Whoever waits for a turn is not due before it: turns are taken in their order, and not by whoever asks. */
function due(row: Row) {
  return row.and([
    unheld(row),
    row.or([
      row("next_attempt_at", "is", null),
      row("prediction_id", "is not", null),
      row("cancel_requested_at", "is not", null),
      row("created_at", "<", timestamp(-GIVE_UP_AFTER_MINUTES * MINUTE)),
      row.not(throttled()),
    ]),
    row.or([row("next_attempt_at", "is", null), row("next_attempt_at", "<=", timestamp())]),
  ]);
}

function unheld(row: Row) {
  return row.and([
    row("status", "in", OPEN),
    row.or([row("lease_until", "is", null), row("lease_until", "<", timestamp())]),
  ]);
}

type Release = {
  attempts?: number;
  status?: "reserved" | "running" | "saving";
  prediction_id?: string | null;
  has_started?: 0 | 1;
  next_attempt_at: string | null;
  /** A moment before which nobody may act, though nobody holds the lease. */
  lease_until?: string | null;
};

/** Releases a held generation for the next step; nothing happens when it is no longer the caller's. */
export async function release({ db }: Services, held: Generation, change: Release): Promise<void> {
  await updateHeld(db, held, { lease_until: null, lease_holder: null, ...change }).execute();
}

/** An update that a holder makes only for as long as it is the holder. */
export function updateHeld(
  db: Services["db"],
  held: Generation,
  change: Parameters<typeof updateGenerations>[1],
) {
  return updateGenerations(db, change)
    .where("id", "=", held.id)
    .where("lease_holder", "=", held.lease_holder)
    .where("status", "in", OPEN);
}
