import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { CreditEntries } from "~/platform/schema";

type Kind = CreditEntries["kind"];

/**
 * The queries below join a batch of the caller's: money moves together with what it was for, or not at all.
 * Amounts are whole credits, above 0. An amount of 0 writes nothing.
 */
export function welcome(db: Db, { userId, amount }: { userId: string; amount: number }): Query[] {
  return entry(db, { kind: "welcome", userId, amount, reference: `welcome:${userId}` });
}

/** Refused by `enough_credits` when the balance is too low. */
export function debit(db: Db, { userId, generationId, amount }: Purchase): Query[] {
  return entry(db, { kind: "generation", userId, generationId, amount: -amount });
}

/** Refused by `credit_entries.generation_id` the second time. */
export function refund(db: Db, { userId, generationId, amount }: Purchase): Query[] {
  return entry(db, { kind: "refund", userId, generationId, amount });
}

type Purchase = { userId: string; generationId: string; amount: number };

/** The balance first: its CHECK undoes the batch, and the entry then notes what is left. */
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
