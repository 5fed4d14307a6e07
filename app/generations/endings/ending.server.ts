import { type RawBuilder, sql } from "kysely";
import { countRefusal, giveBackCancel, refusalsAreUsedUp } from "~/credits/allowances.server";
import type { Query } from "~/platform/db.server";
import type { Settlements } from "~/platform/schema";
import type { Services } from "~/services.server";
import type { ErrorCode, Generation } from "../generation.server";

export type Outcome = Settlements["outcome"];

/**
 * How a generation ends, as its settlement says it: expressions are read by the statement that settles. `kept` is why the
 * credit is not given back; `queries` count what the day has free.
 */
export type Ending = {
  outcome: Outcome | RawBuilder<Outcome>;
  kept?: RawBuilder<Settlements["kept"]>;
  /** Whether Replicate is known to bill it, though there is no picture. */
  isBilled?: boolean;
  queries: Query[];
};

/** There is no picture for `reason`. What the safety filter refused beyond the day's free ones keeps its credit. */
export function failed(using: Services, generation: Generation, reason: ErrorCode): Ending {
  if (reason !== "moderated") {
    const outcome = reason === "canceled" ? "canceled" : "failed";
    return { outcome, queries: unusedCancel(using, generation) };
  }
  // Whoever was told that canceling gives the credit back is not charged because the filter was faster.
  const mayKeep = ofRow(generation, sql`coalesce(cancel_terms, 'kept') = 'kept'`);
  return {
    outcome: "failed",
    kept: sql`CASE WHEN ${mayKeep} AND ${refusalsAreUsedUp(using, generation.user_id)} THEN 'refused' END`,
    queries: [countRefusal(using, generation.user_id)],
  };
}

/**
 * Replicate stopped it: at its visitor's wish, else because its deadline was over. Which of them it was, and what the
 * visitor was told that it costs, only the row tells at that very moment. One that had not begun is not billed.
 */
export function stopped(
  using: Services,
  generation: Generation,
  { isBilled }: { isBilled: boolean },
): Ending {
  const outcome = ofRow<Outcome>(
    generation,
    sql`CASE WHEN cancel_requested_at IS NULL THEN 'failed' ELSE 'canceled' END`,
  );
  if (!isBilled) return { outcome, queries: unusedCancel(using, generation) };
  return {
    outcome,
    isBilled,
    kept: ofRow(generation, sql`CASE WHEN cancel_terms = 'kept' THEN 'canceled' END`),
    queries: [],
  };
}

/** Gives back the free cancel that was taken for a generation which then ended in a way that is not billed as one. */
export function unusedCancel(using: Services, generation: Generation): Query[] {
  const day = sql`CASE WHEN cancel_terms = 'counted' THEN substr(cancel_requested_at, 1, 10) END`;
  return [giveBackCancel(using, generation.user_id, ofRow(generation, day))];
}

function ofRow<Value>({ id }: Generation, what: RawBuilder<unknown>): RawBuilder<Value> {
  return sql`(SELECT ${what} FROM generation_history WHERE id = ${id})`;
}
