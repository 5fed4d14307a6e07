import { type InferResult, sql } from "kysely";
import { type Cursor, encodeCursor, olderThan } from "~/platform/cursor.server";
import type { Services } from "~/services.server";

const ENTRIES_A_PAGE = 50;

/** A page of the visitor's ledger, newest first; `older` is the cursor of the page after it. */
export async function ledgerPage({ db }: Services, userId: string, cursor: Cursor | null) {
  const rows = await db
    .selectFrom("credit_entries")
    .leftJoin("generation_history", "generation_history.id", "credit_entries.generation_id")
    .select([
      "credit_entries.id",
      "credit_entries.kind",
      "credit_entries.amount",
      "credit_entries.balance_after",
      "credit_entries.created_at",
      "credit_entries.reference",
      "generation_history.id as generation_id",
      "generation_history.prompt",
      "generation_history.error_code",
      "generation_history.deleted_at",
    ])
    .where("credit_entries.user_id", "=", userId)
    .$if(cursor !== null, (query) => query.where(olderThan("credit_entries", cursor as Cursor)))
    .orderBy("credit_entries.created_at", "desc")
    .orderBy("credit_entries.id", "desc")
    .limit(ENTRIES_A_PAGE + 1)
    .execute();
  const entries = rows
    .slice(0, ENTRIES_A_PAGE)
    .map(({ reference, ...entry }) => ({ ...entry, purchase_id: purchaseIn(reference) }));
  const last = entries.at(-1);
  return { entries, older: rows.length > ENTRIES_A_PAGE && last ? encodeCursor(last) : null };
}

/** The purchase that an entry's reference names: what it brought, and what was taken of it or given back. */
function purchaseIn(reference: string | null): string | null {
  return reference?.match(/^(?:owed:)?(?:order|reversal|reinstated):([0-9a-f-]{36})/)?.[1] ?? null;
}

export type LedgerEntry = Awaited<ReturnType<typeof ledgerPage>>["entries"][number];

/** A query of the ledger's entries for one of the visitor's generations, oldest first: what it cost and what was refunded. */
export function receiptOf({ db }: Services, userId: string, generationId: string) {
  return (
    db
      .selectFrom("credit_entries")
      .select(["id", "kind", "amount", "balance_after", "created_at"])
      .where("generation_id", "=", generationId)
      // The plus keeps SQLite from walking all entries of the person, which lie in the wanted order.
      .where(sql`+user_id`, "=", userId)
      .orderBy("created_at")
  );
}

export type ReceiptLine = InferResult<ReturnType<typeof receiptOf>>[number];
