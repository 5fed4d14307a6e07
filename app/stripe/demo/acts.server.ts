import { randomBytes } from "node:crypto";
import { MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { asPaid, sessionNow } from "./stand-in.server";
import { change, type Kept, type KeptDispute, type KeptRefund, recall, remember } from "./store.server";

/** How long a payment takes that is made later. */
const PAYS_AFTER_MS = 10 * SECOND;
/** Each event is sent so long after it happened: at once, again, and late. */
const SENT_AFTER_MS = [0, 0, 2 * MINUTE];

/** What its visitor does on the stand-in's page. */
export const PAYING = ["pay", "later", "fail"] as const;
export type Paying = (typeof PAYING)[number];

/** Pays a session that is open, at once or later, or fails to. Returns the session; null where there is none to pay. */
export async function paySession(db: Db, id: string, how: Paying): Promise<Kept | null> {
  const session = await sessionNow(db, id);
  if (session?.status !== "open") return null;
  const closed = { ...session, status: "complete" as const, url: null };
  const events = eventsOf(db, session);
  if (how === "pay") {
    await db.atomically([change<"session">(db, id, asPaid(closed)), ...events("checkout.session.completed")]);
  } else if (how === "later") {
    const payment_intent = { ...session.payment_intent, status: "processing" as const };
    await db.atomically([
      change<"session">(db, id, { ...closed, payment_intent, pays_at: Date.now() + PAYS_AFTER_MS }),
      ...events("checkout.session.completed"),
      ...events("checkout.session.async_payment_succeeded", PAYS_AFTER_MS),
    ]);
  } else {
    await db.atomically([
      change<"session">(db, id, closed),
      ...events("checkout.session.completed"),
      ...events("checkout.session.async_payment_failed"),
    ]);
  }
  return session;
}

/** Gives money back, all of it or a part. */
export async function refundSession(db: Db, sessionId: string, amount: number): Promise<string> {
  const refund: KeptRefund = {
    ...{ id: newId("re"), object: "refund", amount, status: "succeeded", session: sessionId },
  };
  await db.atomically([remember(db, "refund", refund.id, refund), ...eventsOf(db, refund)("refund.created")]);
  return refund.id;
}

/** The bank did not take a refund: the money is the seller's again. */
export async function failRefund(db: Db, id: string): Promise<void> {
  const refund = await recall(db, "refund", id);
  if (!refund) return;
  const failed = { ...refund, status: "failed" as const };
  await db.atomically([change<"refund">(db, id, failed), ...eventsOf(db, failed)("refund.updated")]);
}

/** A buyer disputes a payment: their bank takes the money, or for a mere inquiry does not. */
export async function disputeSession(
  db: Db,
  sessionId: string,
  amount: number,
  { isInquiry = false } = {},
): Promise<string> {
  const dispute: KeptDispute = {
    ...{ id: newId("du"), object: "dispute", amount, session: sessionId },
    status: isInquiry ? "warning_needs_response" : "needs_response",
    balance_transactions: isInquiry ? [] : [{ amount: -amount }],
  };
  const events = eventsOf(db, dispute);
  await db.atomically([
    remember(db, "dispute", dispute.id, dispute),
    ...events("charge.dispute.created"),
    ...(isInquiry ? [] : events("charge.dispute.funds_withdrawn")),
  ]);
  return dispute.id;
}

/** The bank gives the money back, since the dispute was won. */
export async function winDispute(db: Db, id: string): Promise<void> {
  const dispute = await recall(db, "dispute", id);
  if (!dispute) return;
  const balance_transactions = [...dispute.balance_transactions, { amount: dispute.amount }];
  const won = { ...dispute, status: "won" as const, balance_transactions };
  const events = eventsOf(db, won);
  await db.atomically([
    change<"dispute">(db, id, won),
    ...events("charge.dispute.funds_reinstated"),
    ...events("charge.dispute.closed"),
  ]);
}

/** The bank keeps the money, since the dispute was lost: nothing moves any more. */
export async function loseDispute(db: Db, id: string): Promise<void> {
  const dispute = await recall(db, "dispute", id);
  if (!dispute) return;
  const lost = { ...dispute, status: "lost" as const };
  await db.atomically([change<"dispute">(db, id, lost), ...eventsOf(db, lost)("charge.dispute.closed")]);
}

const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`;

/** Queries that leave an event to be sent, each as often as Stripe may send one. */
function eventsOf(db: Db, object: { id: string; object: string }) {
  return (type: string, afterMs = 0): Query[] => {
    const id = newId("evt");
    const event = {
      ...{ id, object: "event", type, created: Math.floor((Date.now() + afterMs) / SECOND), livemode: false },
      data: { object },
    };
    return SENT_AFTER_MS.map((ms, index) =>
      remember(db, "event", `${id}:${index}`, event, timestamp(afterMs + ms)),
    );
  };
}
