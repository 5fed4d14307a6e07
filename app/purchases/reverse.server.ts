import { giveBack, takeBack } from "~/credits/reversals.server";
import { refusedBy } from "~/platform/db.server";
import { isUuid } from "~/platform/ids.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import type { Reversal } from "~/stripe/answers.server";
import { fulfil } from "./fulfil.server";
import { type Purchase, purchaseOf } from "./purchase.server";

/** Parts of a credit that are none: what is computed in fractions is not quite exact. */
const NOTHING = 1e-6;

/**
 * Asks Stripe what became of a refund or a dispute, and takes its credits back or gives them again, each once. News of one
 * may come before that of the payment: then the purchase is fulfilled first. "again": Stripe did not say.
 */
export async function reverse(
  using: Services,
  { kind, id }: { kind: Reversal["kind"]; id: string },
): Promise<"done" | "again"> {
  const answer = await using.stripe?.[kind](id);
  if (answer?.kind !== "ok") return answer?.kind === "refused" && answer.status === 404 ? "done" : "again";
  const reversal = answer.value;
  const purchase = isUuid(reversal.order) ? await purchaseOf(using, { id: reversal.order }) : null;
  if (!purchase || reversal.state === "none") return "done";
  const state = await fulfil(using, purchase);
  if (state === "unknown") return "again";
  // Where no credits were given none are taken.
  if (state === "paid") await note(using, purchase, reversal);
  return "done";
}

async function note({ db }: Services, purchase: Purchase, reversal: Reversal): Promise<void> {
  const { id, kind, amount, share, state } = reversal;
  // Rounded up, so that parts which together are the whole are the whole in credits, too.
  const credits = Math.ceil(purchase.credits * share - NOTHING);
  const about = { id, kind, amount, credits, purchaseId: purchase.id, userId: purchase.user_id };
  try {
    await db.atomically(state === "taken" ? takeBack(db, about) : giveBack(db, about), {
      mayArriveTwice: true,
    });
  } catch (error) {
    if (!refusedBy(error, "UNIQUE")) throw error;
    return; // It is known.
  }
  log.info({ event: state === "taken" ? "credits_taken_back" : "credits_reinstated", id: purchase.id });
}
