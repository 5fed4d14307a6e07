import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { CreditEntries } from "~/platform/schema";
import { owes } from "./owed.server";
import { closing } from "./whole-balance.server";

type Kind = CreditEntries["kind"];

/**
 * Queries that give a new account its first credits. Like all queries here they join a batch of the caller's: money moves
 * together with what it was for, or not at all. Amounts are whole credits, never negative but for `grant`; 0 writes nothing. With `onlyIf`
 * they give where it holds.
 */
export function welcome(db: Db, { userId, amount, onlyIf }: Welcome): Query[] {
  return entry(db, { kind: "welcome", userId, amount, reference: `welcome:${userId}` }, onlyIf);
}

/**
 * Queries that take a generation's price; the CHECK `enough_credits` refuses the batch when the balance is too low, and
 * whatever it is while credits are owed, whose money went back.
 */
export function debit(db: Db, { userId, generationId, amount }: Price): Query[] {
  const after = sql<number>`CASE WHEN ${owes(userId)} THEN -1 ELSE users.credits - ${amount} END`;
  return entry(db, { kind: "generation", userId, generationId, amount: -amount }, undefined, after);
}

/**
 * Queries that give back a generation's price where `onlyIf` holds, whose parts must not change between them; the
 * constraint `one_entry_of_a_kind` refuses the batch a second time.
 */
export function refund(db: Db, { userId, generationId, amount, onlyIf }: Refund): Query[] {
  return entry(db, { kind: "refund", userId, generationId, amount }, onlyIf);
}

/**
 * Queries by which whoever runs the site gives credits, or takes them for a negative amount; the CHECK `enough_credits` refuses
 * the batch that would take more than there are. The UNIQUE `reference`, for what it was done, refuses it a second time.
 */
export function grant(db: Db, { userId, amount, reference }: Grant): Query[] {
  return entry(db, { kind: "grant", userId, amount, reference });
}

/** Queries that give what was bought; `credit_entries.reference` refuses the batch a second time. */
export function bought(db: Db, { userId, purchaseId, amount }: Bought): Query[] {
  return entry(db, { kind: "purchase", userId, amount, reference: `order:${purchaseId}` });
}

/** What `closing` does, for what comes in late, of an account that is closed already. */
export function closingAgain(db: Db, userId: string): Query[] {
  return closing(db, userId, sql<boolean>`users.email = users.id || '@deleted.invalid'`);
}

type Welcome = { userId: string; amount: number; onlyIf?: RawBuilder<boolean> };
type Grant = { userId: string; amount: number; reference: string };
type Price = { userId: string; generationId: string; amount: number };
type Refund = Price & { onlyIf?: RawBuilder<boolean> };
type Bought = { userId: string; purchaseId: string; amount: number };

/** Changes the balance first, since its CHECK may undo the batch; then the entry notes the balance that is left. */
function entry(
  db: Db,
  line: { kind: Kind; userId: string; generationId?: string; amount: number; reference?: string },
  onlyIf = sql<boolean>`true`,
  after = sql<number>`users.credits + ${line.amount}`,
): Query[] {
  if (line.amount === 0) return [];
  const now = timestamp();
  return [
    db
      .updateTable("users")
      .set({ credits: after, updated_at: now })
      .where("id", "=", line.userId)
      .where(onlyIf),
    db
      .insertInto("credit_entries")
      .columns(COLUMNS)
      .expression((query) =>
        query
          .selectFrom("users")
          .select(({ val, ref }) => [
            val(uuidv7()).as("id"),
            ref("users.id").as("user_id"),
            val(line.generationId ?? null).as("generation_id"),
            val(line.kind).as("kind"),
            val(line.amount).as("amount"),
            ref("users.credits").as("balance_after"),
            val(line.reference ?? null).as("reference"),
            val(now).as("created_at"),
          ])
          .where("id", "=", line.userId)
          .where(onlyIf),
      ),
  ];
}

const COLUMNS = [
  "id",
  "user_id",
  "generation_id",
  "kind",
  "amount",
  "balance_after",
  "reference",
  "created_at",
] as const;
