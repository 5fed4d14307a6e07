import { sql } from "kysely";
import { countPredictions } from "~/credits/allowances.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { type Generation, updateGenerations } from "../generation.server";

/**
 * Counts an attempt before Replicate is asked. The first was counted with the order, and one that Replicate only put off is
 * counted once. "spent": as many were asked for today as can be.
 */
export async function countAttempt(using: Services, held: Generation): Promise<"counted" | "spent"> {
  const { id, user_id: userId, lease_holder, attempts } = held;
  if (attempts <= 1) return "counted";
  const isNew = sql<boolean>`id = ${id} AND lease_holder = ${lease_holder} AND counted_attempts < ${attempts}`;
  const onlyIf = sql`EXISTS (SELECT 1 FROM generation_history WHERE ${isNew})`;
  const queries = [
    ...countPredictions(using, { userId, count: 1, onlyIf }),
    updateGenerations(using.db, { counted_attempts: attempts }).where(isNew),
  ];
  try {
    await using.db.atomically(queries, { mayArriveTwice: true });
    return "counted";
  } catch (error) {
    if (refusedBy(error, "day_counts.predictions")) return "spent";
    throw error;
  }
}
