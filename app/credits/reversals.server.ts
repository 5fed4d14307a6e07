import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { closingAgain } from "./ledger.server";
import { settleOwed } from "./owed.server";

/** Money that went back, by Stripe's own id, of which purchase, and for how many of its credits. */
export type TakenBack = {
  id: string;
  kind: "refund" | "dispute";
  purchaseId: string;
  userId: string;
  /** In the smallest unit of the purchase's currency. */
  amount: number;
  credits: number;
};

/**
 * Queries that take back the credits whose money went back, with what was taken back before never more than were bought.
 * What was spent already is owed. `reversals.id` refuses the batch a second time.
 */
export function takeBack(db: Db, { id, kind, purchaseId, userId, amount, credits }: TakenBack): Query[] {
  const now = timestamp();
  const asked = sql`(
    SELECT max(0, min(${credits}, credits - coalesce((
      SELECT sum(asked) FROM reversals WHERE purchase_id = ${purchaseId} AND reinstated_at IS NULL
    ), 0))) FROM purchases WHERE id = ${purchaseId}
  )`;
  const taken = sql`(SELECT taken FROM reversals WHERE id = ${id})`;
  return [
    statement(
      db,
      sql`
      INSERT INTO reversals (id, purchase_id, user_id, kind, amount, asked, taken, created_at)
      SELECT ${id}, ${purchaseId}, id, ${kind}, ${amount}, asked, min(asked, credits), ${now}
      FROM (SELECT id, credits, ${asked} AS asked FROM users WHERE id = ${userId})`,
    ),
    balance(db, userId, sql`-${taken}`, now),
    entry(db, {
      userId,
      kind: "reversal",
      amount: sql`-${taken}`,
      reference: `reversal:${purchaseId}:${id}`,
      now,
    }),
  ];
}

/**
 * Queries that give back what a reversal took, since its money came back, and end what is owed of it; what another one of the
 * same purchase asked less for its sake, that other one asks now. One that was never heard of is noted as over, so that late
 * news takes nothing. `credit_entries.reference` refuses a second time.
 */
export function giveBack(
  db: Db,
  { id, kind, purchaseId, userId, amount }: Omit<TakenBack, "credits">,
): Query[] {
  const now = timestamp();
  const taken = sql`(SELECT taken FROM reversals WHERE id = ${id})`;
  const reference = `reinstated:${purchaseId}:${id}`;
  return [
    statement(
      db,
      sql`
      INSERT INTO reversals (id, purchase_id, user_id, kind, amount, asked, taken, created_at)
      VALUES (${id}, ${purchaseId}, ${userId}, ${kind}, ${amount}, 0, 0, ${now}) ON CONFLICT DO NOTHING`,
    ),
    balance(db, userId, taken, now),
    entry(db, { userId, kind: "reinstated", amount: taken, reference, now }),
    db
      .updateTable("reversals")
      .set({ reinstated_at: now })
      .where("id", "=", id)
      .where("reinstated_at", "is", null),
    askedAgain(db, purchaseId),
    ...settleOwed(db, userId, reference),
    ...closingAgain(db, userId),
  ];
}

/**
 * The query that has the reversals of a purchase which still count ask for all that their money stands for, the oldest first,
 * and together for no more than was bought: a refund that failed may have stood in the way of a dispute.
 */
function askedAgain(db: Db, purchaseId: string): Query {
  // Whole numbers, rounded up.
  const part = sql`min(credits, (credits * reversals.amount + total - 1) / total)`;
  return statement(
    db,
    sql`
    UPDATE reversals SET asked = parts.asked
    FROM (
      SELECT id, max(0, min(part, credits - before)) AS asked
      FROM (
        SELECT reversals.id, credits, ${part} AS part, coalesce(sum(${part}) OVER (
          ORDER BY reversals.created_at, reversals.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
        FROM reversals JOIN purchases ON purchases.id = reversals.purchase_id
        WHERE purchases.id = ${purchaseId} AND total > 0 AND reinstated_at IS NULL
      )
    ) AS parts
    WHERE parts.id = reversals.id AND parts.asked > reversals.asked`,
  );
}

function balance(db: Db, userId: string, change: RawBuilder<unknown>, now: string): Query {
  return statement(
    db,
    sql`UPDATE users SET credits = credits + ${change}, updated_at = ${now} WHERE id = ${userId}`,
  );
}

type Line = {
  userId: string;
  kind: "reversal" | "reinstated";
  amount: RawBuilder<unknown>;
  reference: string;
  now: string;
};

/** The entry behind a change of the balance; an amount of 0 has none. */
function entry(db: Db, { userId, kind, amount, reference, now }: Line): Query {
  return statement(
    db,
    sql`
    INSERT INTO credit_entries (id, user_id, kind, amount, balance_after, reference, created_at)
    SELECT ${uuidv7()}, id, ${kind}, ${amount}, credits, ${reference}, ${now}
    FROM users WHERE id = ${userId} AND ${amount} <> 0`,
  );
}

function statement(db: Db, raw: RawBuilder<unknown>): Query {
  return { compile: () => raw.compile(db) };
}
