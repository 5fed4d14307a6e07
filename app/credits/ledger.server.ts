import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { CreditEntries } from "~/platform/schema";

type Kind = CreditEntries["kind"];

/**
 * Queries that give a new account its first credits. Like all queries here they join a batch of the caller's: money moves
 * together with what it was for, or not at all. Amounts are whole credits, never negative; 0 writes nothing.
 */
export function welcome(db: Db, { userId, amount }: { userId: string; amount: number }): Query[] {
  return entry(db, { kind: "welcome", userId, amount, reference: `welcome:${userId}` });
}

/** Queries that take a generation's price; the CHECK `enough_credits` refuses the batch when the balance is too low. */
export function debit(db: Db, { userId, generationId, amount }: Purchase): Query[] {
  return entry(db, { kind: "generation", userId, generationId, amount: -amount });
}

/** Queries that give back a generation's price; the constraint `one_entry_of_a_kind` refuses the batch a second time. */
export function refund(db: Db, { userId, generationId, amount }: Purchase): Query[] {
  return entry(db, { kind: "refund", userId, generationId, amount });
}

type Purchase = { userId: string; generationId: string; amount: number };

/** Changes the balance first, since its CHECK may undo the batch; then the entry notes the balance that is left. */
function entry(
  db: Db,
  line: { kind: Kind; userId: string; generationId?: string; amount: number; reference?: string },
): Query[] {
  if (line.amount === 0) return [];
  const now = timestamp();
  return [
    db
      .updateTable("users")
      .set((users) => ({ credits: users("credits", "+", line.amount), updated_at: now }))
      .where("id", "=", line.userId),
    db.insertInto("credit_entries").values((query) => ({
      id: uuidv7(),
      user_id: line.userId,
      generation_id: line.generationId ?? null,
      kind: line.kind,
      amount: line.amount,
      balance_after: query.selectFrom("users").select("credits").where("id", "=", line.userId),
      reference: line.reference ?? null,
      created_at: now,
    })),
  ];
}
