import { DAY, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";

/** A payment, and what the shop said of it. */
export type Payment = {
  id: string;
  object: "payment_intent";
  status: "requires_payment_method" | "processing" | "succeeded";
  amount: number;
  amount_received: number;
  currency: string;
  metadata: Record<string, string>;
};

/** A session as the stand-in keeps it: as Stripe shows it, with its payment whole, and when a late payment arrives. */
export type Kept = {
  id: string;
  object: "checkout.session";
  url: string | null;
  status: "open" | "complete" | "expired";
  payment_status: "paid" | "unpaid";
  amount_subtotal: number;
  amount_total: number;
  total_details: { amount_tax: number };
  currency: string;
  livemode: false;
  client_reference_id: string | null;
  metadata: Record<string, string>;
  payment_intent: Payment;
  /** In milliseconds since 1970. */
  expires_at: number;
  pays_at: number | null;
  success_url: string;
  cancel_url: string | null;
  locale: string;
  name: string;
};

export type KeptRefund = {
  id: string;
  object: "refund";
  amount: number;
  status: "pending" | "succeeded" | "failed";
  session: string;
};

export type KeptDispute = {
  id: string;
  object: "dispute";
  amount: number;
  status: "needs_response" | "warning_needs_response" | "won" | "lost";
  balance_transactions: { amount: number }[];
  session: string;
};

/** What was answered to a call with an idempotency key, and the call. */
export type KeptKey = { asked: string; session: string };

type Bodies = { session: Kept; refund: KeptRefund; dispute: KeptDispute; key: KeptKey; event: object };
export type Kind = keyof Bodies;

/** How long the stand-in remembers. */
const KEPT_FOR_DAYS = 60;

export async function recall<K extends Kind>(db: Db, kind: K, id: string): Promise<Bodies[K] | null> {
  const row = await db
    .selectFrom("demo_stripe")
    .select("body")
    .where("id", "=", id)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return row ? JSON.parse(row.body) : null;
}

/** The query that remembers something new; the primary key refuses what is there. */
export function remember<K extends Kind>(
  db: Db,
  kind: K,
  id: string,
  body: Bodies[K],
  dueAt?: string,
): Query {
  return db
    .insertInto("demo_stripe")
    .values({ id, kind, body: JSON.stringify(body), due_at: dueAt ?? null, created_at: timestamp() });
}

export function change<K extends Kind>(db: Db, id: string, body: Bodies[K]): Query {
  return db
    .updateTable("demo_stripe")
    .set({ body: JSON.stringify(body) })
    .where("id", "=", id);
}

export async function forgetOldDemo(db: Db): Promise<void> {
  await db
    .deleteFrom("demo_stripe")
    .where("created_at", "<", timestamp(-KEPT_FOR_DAYS * DAY))
    .execute();
}
