import { sql } from "kysely";
import { allowancesOf, type CancelOffer, type CancelTerms, takeCancel } from "~/credits/allowances.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { AMONG_OPEN, type Generation, updateGenerations } from "../generation.server";

/** From the best for the visitor to the worst. */
export const CANCEL_TERMS = ["free", "counted", "kept"] as const satisfies CancelTerms[];

export async function cancelOffer(using: Services, generation: Generation): Promise<CancelOffer> {
  const [offer] = await cancelOffers(using, generation.user_id, [generation]);
  return offer as CancelOffer;
}

/** The offer for each of a person's generations, in their order. */
export async function cancelOffers(
  using: Services,
  userId: string,
  generations: Generation[],
): Promise<CancelOffer[]> {
  const { cancels } = await allowancesOf(using, userId);
  return generations.map((generation) => ({
    terms: isWaiting(generation) ? "free" : cancels.left > 0 ? "counted" : "kept",
    ...cancels,
  }));
}

/** Whether nothing is computed yet, as far as the row tells; what was asked for and not answered may be under way. */
function isWaiting({ status, next_attempt_at, has_started }: Generation): boolean {
  return status === "reserved" ? next_attempt_at !== null : status === "running" && has_started === 0;
}

/** Whether the visitor agreed to these terms by agreeing to those. */
export function coveredBy(agreed: CancelTerms, terms: CancelTerms): boolean {
  return CANCEL_TERMS.indexOf(terms) <= CANCEL_TERMS.indexOf(agreed);
}

/**
 * Notes the wish with its terms, so that whoever acts for the generation now or later knows them. The day's last free cancel
 * is taken in the same batch: of two at once one has it, and the other is told false, as is whoever comes too late.
 */
export async function noteWish(
  using: Services,
  generation: Generation,
  terms: CancelTerms,
): Promise<boolean> {
  const { db } = using;
  const { id, user_id: userId } = generation;
  // The row is asked again here: what waited when it was read may be under way since.
  const stillWaits = sql<boolean>`CASE status WHEN 'reserved' THEN next_attempt_at IS NOT NULL ELSE has_started = 0 END`;
  const wished = livingOrDeleted(db)
    .select("id")
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .where(AMONG_OPEN)
    .where("cancel_requested_at", "is", null)
    .$if(terms === "free", (query) => query.where(stillWaits));
  const wishedAt = timestamp();
  const note = updateGenerations(db, { cancel_requested_at: wishedAt, cancel_terms: terms })
    .where("id", "in", wished)
    .returning("id");
  const count = takeCancel(using, { userId, wishedAt, onlyIf: sql`EXISTS ${wished}` });
  try {
    const rows = await db.atomically(terms === "counted" ? [count, note] : [note]);
    return (rows.at(-1)?.length ?? 0) > 0;
  } catch (error) {
    if (refusedBy(error, "day_counts.cancels")) return false;
    throw error;
  }
}
