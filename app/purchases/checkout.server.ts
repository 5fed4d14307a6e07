import { isLanguage } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import type { SessionOrder } from "~/stripe/session-parameters.server";
import { wordsIn } from "~/words/words.server";
import { packOf } from "./packs";
import { changeUnpaid, type Purchase } from "./purchase.server";

export type Checkout =
  /** Where it is paid. */
  | { kind: "leads"; url: string }
  /** There is nothing to pay any more. */
  | { kind: "over" }
  /** Stripe does not answer, or "refused": will not have it, for a reason in its settings or ours. */
  | { kind: "unknown" }
  | { kind: "refused" };

/**
 * The page on which a purchase is paid: the one that is there, or a new one. It is noted before anybody is led to it, so
 * that whatever is paid there is found again.
 */
export async function checkoutOf(using: Services, purchase: Purchase): Promise<Checkout> {
  const { db, stripe } = using;
  if (!stripe || purchase.state !== "open") return { kind: "over" };
  const answer = purchase.session_id
    ? await stripe.session(purchase.session_id)
    : await stripe.open(orderOf(using, purchase));
  if (answer.kind !== "ok") return { kind: answer.kind };
  const { id, status, url } = answer.value;
  if (!purchase.session_id) await changeUnpaid(db, purchase.id, { session_id: id }).execute();
  return status === "open" && url ? { kind: "leads", url } : { kind: "over" };
}

/** What Stripe is told of a purchase, from its row alone, since it must be the same each time. */
function orderOf({ settings }: Services, purchase: Purchase): SessionOrder {
  const language = isLanguage(purchase.language) ? purchase.language : "en";
  const page = `${purchase.origin}/purchases/${purchase.id}`;
  return {
    ...{ id: purchase.id, currency: purchase.currency, amount: purchase.amount },
    name: wordsIn(language).shop.product(purchase.credits),
    taxCode: packOf(purchase.pack)?.taxCode ?? "",
    isManaged: purchase.is_managed === 1,
    hasTax: settings.STRIPE_TAX === "automatic",
    language: language === "zh-Hans" ? "zh" : "en",
    paidUrl: `${page}?back=paid`,
    backUrl: `${page}?back=unpaid`,
  };
}
