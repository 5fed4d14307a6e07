import { sql } from "kysely";
import { bought, closingAgain } from "~/credits/ledger.server";
import { settleOwed } from "~/credits/owed.server";
import { receiptTo } from "~/mail/outbox/mails.server";
import { sendSoon } from "~/mail/send.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import { mailsAreRead } from "~/platform/mail-settings.server";
import type { Services } from "~/services.server";
import type { Session } from "~/stripe/answers.server";
import { changeUnpaid, type Purchase } from "./purchase.server";

/**
 * What became of a purchase: "paid", the credits are there; "pending", the buyer did all they can and the money is on its
 * way; "open", not paid; "ended", never to be paid; "refused", paid otherwise than ordered, an operator has to look;
 * "unknown", Stripe did not say.
 */
export type Fulfilled = "paid" | "pending" | "open" | "ended" | "refused" | "unknown";

/**
 * Asks Stripe whether a purchase is paid, and if so gives its credits, once: whoever comes, webhook, page or sweep, in
 * whatever order and at once. `heardOf` is the session that news named, for one that was never noted.
 */
export async function fulfil(using: Services, purchase: Purchase, heardOf?: string): Promise<Fulfilled> {
  if (purchase.state === "paid" || purchase.state === "refused") return purchase.state;
  const sessionId = purchase.session_id ?? heardOf;
  if (!using.stripe || !sessionId) return "open";
  const answer = await using.stripe.session(sessionId);
  if (answer.kind !== "ok") return "unknown";
  const session = answer.value;
  if (session.payment_status === "unpaid") return unpaid(using, purchase, session);
  const problem = differences(purchase, session);
  return problem ? refuse(using, purchase, problem) : give(using, purchase, session);
}

async function unpaid({ db }: Services, { id }: Purchase, session: Session): Promise<Fulfilled> {
  if (session.status === "open") return "open";
  const failed = ["requires_payment_method", "canceled"].includes(session.payment_intent?.status ?? "");
  if (session.status === "complete" && !failed) return "pending";
  await changeUnpaid(db, id, { state: "ended", look_at: null }).execute();
  return "ended";
}

/** What of a payment is not as it was ordered, for an operator to read; empty where all of it is. */
function differences(purchase: Purchase, session: Session): string {
  const pairs = {
    order: [purchase.id, session.client_reference_id],
    amount: [purchase.amount, session.amount_subtotal],
    currency: [purchase.currency, session.currency],
    livemode: [purchase.is_live === 1, session.livemode],
  };
  return Object.entries(pairs)
    .filter(([, [ordered, paid]]) => ordered !== paid)
    .map(([name, [ordered, paid]]) => `${name}: ${ordered} ordered, ${paid} paid`)
    .join("; ");
}

/** Gives no credits for what was paid otherwise than ordered, and tells an operator. */
async function refuse({ db }: Services, { id }: Purchase, problem: string): Promise<Fulfilled> {
  await changeUnpaid(db, id, { state: "refused", problem, look_at: null }).execute();
  log.error({ event: "purchase_refused", id });
  return "refused";
}

/** One batch, which `credit_entries.reference` refuses a second time. What is owed is settled first. */
async function give(using: Services, purchase: Purchase, session: Session): Promise<Fulfilled> {
  const { db, settings } = using;
  const { id, user_id } = purchase;
  const mail = mailsAreRead(settings)
    ? [receiptTo(db, { userId: user_id, purchaseId: id, language: purchase.language })]
    : [];
  try {
    await db.atomically(
      [
        ...bought(db, { userId: user_id, purchaseId: id, amount: purchase.credits }),
        db
          .updateTable("purchases")
          .set({
            ...{ state: "paid", session_id: session.id, paid_at: timestamp(), look_at: null },
            ...{
              total: session.amount_total ?? purchase.amount,
              tax: session.total_details?.amount_tax ?? 0,
            },
            number: sql<number>`(SELECT coalesce(max(number), 0) + 1 FROM purchases)`,
          })
          .where("id", "=", id),
        ...settleOwed(db, user_id, `order:${id}`),
        ...closingAgain(db, user_id),
        ...mail,
      ],
      { mayArriveTwice: true },
    );
  } catch (error) {
    if (!refusedBy(error, "credit_entries.reference")) throw error;
    return "paid"; // Somebody else brought the news first.
  }
  log.info({ event: "purchase", id, credits: purchase.credits, currency: purchase.currency });
  sendSoon(using);
  return "paid";
}
