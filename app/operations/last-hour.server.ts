import { type RawBuilder, sql } from "kysely";
import { HOUR, timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";

/**
 * Logs what the last hour came to, so that an attack on money or accounts is seen as a number that is too high:
 * predictions that were paid for, refunds by why there is no picture, credits that were kept, and who joined.
 */
export async function logLastHour({ db }: Services): Promise<void> {
  const since = timestamp(-HOUR);
  const { rows: entries } = await sql<{ kind: string; reason: string; count: number }>`
    ${recent("credit_entries", since)}
    SELECT kind, CASE kind WHEN 'refund' THEN coalesce(error_code, 'deleted') ELSE '' END AS reason, count(*) AS count
    FROM recent CROSS JOIN credit_entries ON credit_entries.rowid = recent.place
    LEFT JOIN generation_history ON generation_history.id = credit_entries.generation_id
    WHERE credit_entries.created_at >= ${since} AND kind IN ('generation', 'refund')
    GROUP BY 1, 2`.execute(db);
  const kept = await db
    .selectFrom("settlements")
    .select(({ fn }) => ["kept", fn.countAll<number>().as("count")])
    .where("kept", "is not", null)
    .where("settled_at", ">=", since)
    .groupBy("kept")
    .execute();
  const { rows: joined } = await sql<{ count: number }>`
    ${recent("users", since)}
    SELECT count(*) AS count FROM recent CROSS JOIN users ON users.rowid = recent.place
    WHERE users.created_at >= ${since}`.execute(db);
  const of = (wanted: string) => entries.filter(({ kind }) => kind === wanted);
  log.info({
    event: "last_hour",
    predictions: of("generation").reduce((sum, { count }) => sum + count, 0),
    refunds: Object.fromEntries(of("refund").map(({ reason, count }) => [reason, count])),
    kept: Object.fromEntries(kept.map((row) => [row.kept, row.count])),
    joins: joined[0]?.count ?? 0,
  });
}

/**
 * The places of a table's newest rows, from the last one back to the first that is too old. Neither table has an index by
 * time alone, and neither needs one: rows are only ever added at the end, so few more are read than are counted.
 */
function recent(table: "credit_entries" | "users", since: string): RawBuilder<unknown> {
  const rows = sql.table(table);
  return sql`
    WITH RECURSIVE recent (place) AS (
      SELECT max(rowid) FROM ${rows}
      UNION ALL
      SELECT (SELECT max(rowid) FROM ${rows} WHERE rowid < place) FROM recent
      WHERE (SELECT created_at FROM ${rows} WHERE rowid = place) >= ${since}
    )`;
}
