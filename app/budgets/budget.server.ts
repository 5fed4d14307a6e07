import { type RawBuilder, sql } from "kysely";
import { SECOND } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { keyedHash } from "~/platform/keyed-hash.server";

/** So many at once, and one more each time so many seconds are over. */
export type Rate = { atOnce: number; everySeconds: number };

/** What somebody may do at a rate; `key` stands for what and for whom. */
export type Budget = { key: string } & Rate;

/** @param of what is done and by whom, which the table does not tell. */
export function budgetFor(of: string, rate: Rate, [secret = ""]: string[]): Budget {
  return { key: keyedHash(secret, `budget:${of}`), ...rate };
}

/**
 * Query that takes a turn from each of the budgets, or from none where one of them is used up. It is one statement, so
 * that whoever asks at the same moment is counted. It returns a row for each budget, or none at all. `onlyIf` is a
 * condition of SQL without which nothing is taken.
 */
export function takeTurns(db: Db, budgets: Budget[], onlyIf: RawBuilder<boolean> | null = null): Query {
  const now = Date.now();
  const asked = rows(budgets);
  const spent = sql`max(coalesce(budgets.spent_until_ms, 0), ${now})`;
  return compiled(
    db,
    sql`
    INSERT INTO budgets (key, spent_until_ms)
    SELECT asked.key, ${spent} + asked.every FROM ${asked} AS asked LEFT JOIN budgets ON budgets.key = asked.key
    WHERE NOT EXISTS (
      SELECT 1 FROM ${asked} AS asked LEFT JOIN budgets ON budgets.key = asked.key
      WHERE ${spent} + asked.every > ${now} + asked.every * asked.at_once
    ) AND ${onlyIf ?? sql`TRUE`}
    ON CONFLICT (key) DO UPDATE SET spent_until_ms = excluded.spent_until_ms
    RETURNING key`,
  );
}

/** Query for `at_ms`, the moment in milliseconds since 1970 at which each of the budgets has a turn; one row. */
export function nextTurn(db: Db, budgets: Budget[]): Query {
  return compiled(
    db,
    sql`
    SELECT max(coalesce(budgets.spent_until_ms, 0) + asked.every - asked.every * asked.at_once) AS at_ms
    FROM ${rows(budgets)} AS asked LEFT JOIN budgets ON budgets.key = asked.key`,
  );
}

/** Query that gives back a turn of each: what was feared did not happen. */
export function giveTurnsBack(db: Db, budgets: Budget[]): Query {
  const asked = rows(budgets);
  return compiled(
    db,
    sql`
    UPDATE budgets SET spent_until_ms = spent_until_ms - (SELECT every FROM ${asked} AS asked WHERE asked.key = budgets.key)
    WHERE key IN (SELECT key FROM ${asked})`,
  );
}

/** Query that forgets budgets, whatever is left of them: those of somebody who has gone. */
export function forgetBudgets(db: Db, budgets: Budget[]): Query {
  const keys = budgets.map(({ key }) => key);
  return db.deleteFrom("budgets").where("key", "in", keys);
}

/** Forgets what no longer keeps anybody from anything. */
export async function forgetSpentBudgets(db: Db): Promise<void> {
  await db.deleteFrom("budgets").where("spent_until_ms", "<", Date.now()).execute();
}

/** The budgets as a table of SQL: any number of them is one parameter. */
function rows(budgets: Budget[]) {
  const asked = budgets.map(({ key, atOnce, everySeconds }) => [key, everySeconds * SECOND, atOnce]);
  return sql`(SELECT value ->> 0 AS key, value ->> 1 AS every, value ->> 2 AS at_once FROM json_each(${JSON.stringify(asked)}))`;
}

function compiled(db: Db, raw: { compile(db: Db): ReturnType<Query["compile"]> }): Query {
  return { compile: () => raw.compile(db) };
}
