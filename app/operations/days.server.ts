import { type RawBuilder, sql } from "kysely";
import { DAY, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { SETTLEMENTS_ADDED_A_RUN } from "./limits";

/**
 * Brings the rows of days up to date. Settlements are only ever added: they are walked by their numbers, and what each came to
 * is added to the day of its order once, since the place moves in the same batch. Who joined and what was paid today and
 * yesterday is counted anew, by indexes.
 */
export async function addToDays(db: Db): Promise<void> {
  const place = sql`(SELECT CAST(position AS INTEGER) FROM sweep_positions WHERE name = 'days')`;
  const since = timestamp(-DAY).slice(0, 10);
  const queries = [
    sql`
    INSERT INTO days (day, orders, failures, cost_micro_usd)
    SELECT substr(generation_history.created_at, 1, 10), count(*), sum(status = 'failed'), sum(coalesce(cost_micro_usd, 0))
    FROM settlements JOIN generation_history ON generation_history.id = settlements.generation_id
    WHERE settlements.rowid > ${place} AND settlements.rowid <= ${place} + ${SETTLEMENTS_ADDED_A_RUN}
    GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET orders = orders + excluded.orders, failures = failures + excluded.failures,
      cost_micro_usd = cost_micro_usd + excluded.cost_micro_usd`,
    sql`
    UPDATE sweep_positions
    SET position = min(CAST(position AS INTEGER) + ${SETTLEMENTS_ADDED_A_RUN}, (SELECT coalesce(max(rowid), 0) FROM settlements))
    WHERE name = 'days'`,
    sql`
    INSERT INTO days (day, joins)
    SELECT substr(created_at, 1, 10), count(*) FROM users WHERE created_at >= ${since} GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET joins = excluded.joins`,
    sql`
    INSERT INTO days (day, income_micro_usd)
    SELECT substr(paid_at, 1, 10), sum(micro_usd) FROM purchases WHERE paid_at >= ${since} GROUP BY 1
    ON CONFLICT (day) DO UPDATE SET income_micro_usd = excluded.income_micro_usd`,
  ];
  await db.atomically(queries.map((one) => queryOf(db, one)));
}

function queryOf(db: Db, statement: RawBuilder<unknown>): Query {
  return { compile: () => statement.compile(db) };
}
