import { sql } from "kysely";
import type { Db, Query } from "~/platform/db.server";
import { ENTRIES_ADDED_A_RUN } from "./limits";

/**
 * Adds to each person's sums what came into the ledger since this was last done. The ledger only grows, so that its rows are
 * walked by their numbers; sums and place move in one batch, whose parts read the place themselves: two sweeps at once add
 * nothing twice.
 */
export async function addToTotals(db: Db): Promise<void> {
  const place = sql`(SELECT CAST(position AS INTEGER) FROM sweep_positions WHERE name = 'totals')`;
  const added = sql`
    INSERT INTO person_totals (user_id, pictures, spent)
    SELECT user_id, sum((kind = 'generation') - (kind = 'refund')), -sum(amount) FROM credit_entries
    WHERE credit_entries.rowid > ${place} AND credit_entries.rowid <= ${place} + ${ENTRIES_ADDED_A_RUN}
      AND kind IN ('generation', 'refund')
    GROUP BY user_id
    ON CONFLICT (user_id) DO UPDATE SET pictures = pictures + excluded.pictures, spent = spent + excluded.spent`;
  const moved = sql`
    UPDATE sweep_positions
    SET position = min(CAST(position AS INTEGER) + ${ENTRIES_ADDED_A_RUN}, (SELECT coalesce(max(rowid), 0) FROM credit_entries))
    WHERE name = 'totals'`;
  await db.atomically([added, moved].map((one): Query => ({ compile: () => one.compile(db) })));
}
