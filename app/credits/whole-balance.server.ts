import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";

/**
 * Queries that take what is left of the balance of an account that ends, as its last line; of nothing there is none. With
 * `onlyIf` they take where it holds.
 */
export function closing(db: Db, userId: string, onlyIf = sql<boolean>`true`): Query[] {
  return balanceTo(db, userId, 0, { kind: "closing", from: ">", onlyIf });
}

/**
 * Queries that give what a balance lacks of an amount, before it is taken: where credits are not counted nothing is refused
 * for them, and the ledger still says what was spent.
 */
export function supply(db: Db, { userId, amount }: { userId: string; amount: number }): Query[] {
  return balanceTo(db, userId, amount, { kind: "grant", from: "<", onlyIf: sql<boolean>`true` });
}

/** Brings a balance that is above or below to an amount. The entry comes first, while the balance is there to be read. */
function balanceTo(
  db: Db,
  userId: string,
  amount: number,
  { kind, from, onlyIf }: { kind: "closing" | "grant"; from: "<" | ">"; onlyIf: RawBuilder<boolean> },
): Query[] {
  const now = timestamp();
  return [
    db
      .insertInto("credit_entries")
      .columns(["id", "user_id", "kind", "amount", "balance_after", "created_at"])
      .expression((query) =>
        query
          .selectFrom("users")
          .select(({ val, ref }) => [
            val(uuidv7()).as("id"),
            ref("users.id").as("user_id"),
            val(kind).as("kind"),
            // D1 binds every number as a float, and the ledger's are whole.
            sql<number>`CAST(${amount} AS INTEGER) - users.credits`.as("amount"),
            sql<number>`CAST(${amount} AS INTEGER)`.as("balance_after"),
            val(now).as("created_at"),
          ])
          .where("id", "=", userId)
          .where("credits", from, amount)
          .where(onlyIf),
      ),
    db
      .updateTable("users")
      .set({ credits: amount, updated_at: now })
      .where("id", "=", userId)
      .where("credits", from, amount)
      .where(onlyIf),
  ];
}
