import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { Services } from "~/services.server";

/** Rows of what is owed, as their index has it: taken back with its money, and spent before that. */
const OF = (userId: string) =>
  sql`FROM reversals WHERE reversals.user_id = ${userId} AND taken < asked AND reinstated_at IS NULL`;

/** SQL for whether a person owes credits. */
export function owes(userId: string): RawBuilder<boolean> {
  return sql`EXISTS (SELECT 1 ${OF(userId)})`;
}

/** SQL for how many credits a person owes. */
export function owedCredits(userId: string): RawBuilder<number> {
  return sql`coalesce((SELECT sum(asked - taken) ${OF(userId)}), 0)`;
}

/** How many credits a person owes. */
export async function owedBy({ db }: Services, userId: string): Promise<number> {
  const { owed } = await db.selectNoFrom(owedCredits(userId).as("owed")).executeTakeFirstOrThrow();
  return owed;
}

/**
 * Queries that settle what a person owes, the oldest first, from all that they have. They follow, in a batch, what gave
 * credits: `reference` says what that was.
 */
export function settleOwed(db: Db, userId: string, reference: string): Query[] {
  const settled = `owed:${reference}`;
  const now = timestamp();
  const credits = sql<number>`(SELECT credits FROM users WHERE id = ${userId})`;
  return [
    statement(
      db,
      sql`
      INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, reference, created_at)
      SELECT ${uuidv7()}, id, 'reversal', -part, credits - part, ${settled}, ${now}
      FROM (SELECT id, credits, min(credits, ${owedCredits(userId)}) AS part FROM users WHERE id = ${userId})
      WHERE part > 0`,
    ),
    // The parts are found before any of them is written: each depends on what was owed before it.
    statement(
      db,
      sql`
      UPDATE reversals SET taken = taken + parts.part
      FROM (
        SELECT id, max(0, min(asked - taken, ${credits} - before)) AS part
        FROM (
          SELECT id, asked, taken, coalesce(sum(asked - taken) OVER (
            ORDER BY created_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
          ), 0) AS before
          ${OF(userId)}
        )
      ) AS parts
      WHERE parts.id = reversals.id AND parts.part > 0`,
    ),
    statement(
      db,
      sql`
      UPDATE users SET updated_at = ${now},
        credits = credits + coalesce((SELECT amount FROM credit_entries WHERE reference = ${settled}), 0)
      WHERE id = ${userId}`,
    ),
  ];
}

function statement(db: Db, raw: RawBuilder<unknown>): Query {
  return { compile: () => raw.compile(db) };
}
