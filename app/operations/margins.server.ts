import { type RawBuilder, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { SETTLEMENTS_ADDED_A_RUN } from "./limits";

/**
 * Brings the rows of models and days up to date: what settled orders cost and brought is added once, to the day of the order,
 * since the place in the settlements moves in the same batch. What a person was given and what they bought cannot be told
 * apart in a balance: of what they spend as large a part is free as of all that they ever got.
 */
export async function addToModelDays(db: Db): Promise<void> {
  const name = "model_days";
  const place = sql`coalesce((SELECT CAST(position AS INTEGER) FROM sweep_positions WHERE name = ${name}), 0)`;
  const last = sql`min(${place} + ${SETTLEMENTS_ADDED_A_RUN}, (SELECT coalesce(max(rowid), 0) FROM settlements))`;
  const queries = [
    sql`
    INSERT INTO model_days (day, model, pictures, failures, cancels, credits, free_credits, income_micro_usd,
      cost_micro_usd, failed_micro_usd, canceled_micro_usd, free_micro_usd)
    WITH ended AS MATERIALIZED (
      SELECT substr(generation_history.created_at, 1, 10) AS day, model, user_id, outcome,
        coalesce(cost_micro_usd, 0) AS dollars,
        CASE WHEN outcome = 'succeeded' OR kept IS NOT NULL THEN cost ELSE 0 END AS credits
      FROM settlements JOIN generation_history ON generation_history.id = settlements.generation_id
      WHERE settlements.rowid > ${place} AND settlements.rowid <= ${last}
    ), people AS MATERIALIZED (
      SELECT user_id,
        1.0 * sum(CASE WHEN kind IN ('welcome', 'grant') THEN max(amount, 0) ELSE 0 END) AS given,
        1.0 * sum(CASE WHEN kind = 'purchase' THEN amount ELSE 0 END) AS bought,
        1.0 * sum(CASE WHEN kind = 'purchase' THEN (
          SELECT micro_usd FROM purchases WHERE purchases.id = substr(reference, length('order:') + 1)
        ) ELSE 0 END) AS paid
      FROM credit_entries
      WHERE user_id IN (SELECT user_id FROM ended) AND kind NOT IN ('generation', 'refund')
      GROUP BY user_id
    ), parts AS (
      SELECT ended.*,
        CASE WHEN coalesce(bought, 0) <= 0 THEN 1.0 ELSE given / (given + bought) END AS free,
        CASE WHEN coalesce(bought, 0) <= 0 THEN 0.0 ELSE paid / bought END AS worth
      FROM ended LEFT JOIN people ON people.user_id = ended.user_id
    )
    SELECT day, model, sum(outcome = 'succeeded'), sum(outcome = 'failed'), sum(outcome = 'canceled'),
      sum(credits), CAST(round(sum(credits * free)) AS INTEGER),
      CAST(round(sum(credits * (1 - free) * worth)) AS INTEGER),
      sum(dollars), sum(CASE WHEN outcome = 'failed' THEN dollars ELSE 0 END),
      sum(CASE WHEN outcome = 'canceled' THEN dollars ELSE 0 END),
      CAST(round(sum(CASE WHEN outcome = 'succeeded' THEN dollars * free ELSE 0 END)) AS INTEGER)
    FROM parts GROUP BY day, model
    ON CONFLICT (day, model) DO UPDATE SET ${sql.join(SUMS.map((column) => sql`${sql.ref(column)} = ${sql.ref(column)} + excluded.${sql.raw(column)}`))}`,
    sql`
    INSERT INTO sweep_positions (name, position, updated_at) VALUES (${name}, CAST(${last} AS TEXT), ${timestamp()})
    ON CONFLICT (name) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at`,
  ];
  await db.atomically(queries.map((one) => queryOf(db, one)));
}

const SUMS = [
  ...["pictures", "failures", "cancels", "credits", "free_credits", "income_micro_usd"],
  ...["cost_micro_usd", "failed_micro_usd", "canceled_micro_usd", "free_micro_usd"],
] as const;

function queryOf(db: Db, statement: RawBuilder<unknown>): Query {
  return { compile: () => statement.compile(db) };
}

/**
 * What pictures cost and brought, by model and day (UTC), the newest day first and the most costly model first; both days are
 * part of it. Dollars are millionths. `margin_micro_usd` is what is left of the income, `failed`, `canceled` and `free` are
 * the parts of the cost that brought nothing: what failed, what was cancelled, what given credits paid for.
 */
export function marginsQuery({ db }: Services, { from, to }: { from: string; to: string }) {
  return db
    .selectFrom("model_days")
    .selectAll()
    .select(sql<number>`income_micro_usd - cost_micro_usd`.as("margin_micro_usd"))
    .where("day", ">=", from)
    .where("day", "<=", to)
    .orderBy("day", "desc")
    .orderBy("cost_micro_usd", "desc")
    .orderBy("model");
}
