import * as z from "zod";

/** Money in the smallest unit of its currency; whatever Stripe says of it is a whole number with bounds. */
const Money = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** What is read of a Checkout Session; all else in it is Stripe's. */
const Session = z.object({
  id: z.string().min(1),
  /** Where it is paid; null once it cannot be. */
  url: z.url().nullish(),
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  amount_subtotal: Money.nullable(),
  amount_total: Money.nullable(),
  total_details: z.object({ amount_tax: Money }).nullish(),
  currency: z.string().nullable(),
  livemode: z.boolean(),
  client_reference_id: z.string().nullish(),
  /** Expanded: a payment that failed for good is told by its own status alone. */
  payment_intent: z.object({ status: z.string() }).nullish().catch(null),
});
export type Session = z.output<typeof Session>;

const Payment = z.object({
  amount: Money,
  amount_received: Money,
  metadata: z.object({ order: z.string().optional() }),
});

const Refund = z.object({
  id: z.string().min(1),
  amount: Money,
  status: z.string().nullable(),
  payment_intent: Payment.nullable(),
});

const Dispute = z.object({
  id: z.string().min(1),
  amount: Money,
  /** What moved in Stripe's account: taken is below 0. In the currency of the account, which may be another. */
  balance_transactions: z.array(z.object({ amount: z.number() })),
  payment_intent: Payment.nullable(),
});

/** Money that went back, or is about to: by a refund, or by a dispute while its outcome is open or lost. */
export type Reversal = {
  id: string;
  kind: "refund" | "dispute";
  /** The purchase that it is about; undefined where the payment was none of ours. */
  order: string | undefined;
  amount: number;
  /** The part of all that was paid, from 0 to 1. */
  share: number;
  /** "none" yet, or ever: a mere inquiry. "back": the refund failed, or the dispute was won. */
  state: "taken" | "back" | "none";
};

export function readSession(json: unknown): Session | null {
  return Session.safeParse(json).data ?? null;
}

export function readRefund(json: unknown): Reversal | null {
  const { data } = Refund.safeParse(json);
  if (!data) return null;
  const isBack = data.status === "failed" || data.status === "canceled";
  return { ...reversalOf(data), kind: "refund", state: isBack ? "back" : "taken" };
}

export function readDispute(json: unknown): Reversal | null {
  const { data } = Dispute.safeParse(json);
  if (!data) return null;
  const moved = data.balance_transactions.reduce((sum, { amount }) => sum + amount, 0);
  const state = moved < 0 ? "taken" : data.balance_transactions.length > 0 ? "back" : "none";
  return { ...reversalOf(data), kind: "dispute", state };
}

function reversalOf({ id, amount, payment_intent: payment }: z.output<typeof Refund | typeof Dispute>) {
  const paid = payment ? payment.amount_received || payment.amount : 0;
  return { id, amount, order: payment?.metadata.order, share: paid > 0 ? Math.min(amount / paid, 1) : 1 };
}

/** What is believed of an event: what it is about. Its state is read afresh. */
const Event = z.object({
  type: z.string(),
  data: z.object({
    object: z.object({
      object: z.string(),
      id: z.string().min(1),
      client_reference_id: z.string().nullish(),
    }),
  }),
});

/** A page of the list of events, the newest first. */
const EventPage = z.object({
  data: z.array(z.looseObject({ id: z.string().min(1) })),
  has_more: z.boolean(),
});

/** What a page of events is about, and the event after which the next page begins; null where there is none. */
export type EventsAbout = { about: About[]; next: string | null };

export function readEvents(json: unknown): EventsAbout | null {
  const { data: page } = EventPage.safeParse(json);
  if (!page) return null;
  const about = page.data.map(aboutOf).filter((one) => one !== null);
  return { about, next: page.has_more ? (page.data.at(-1)?.id ?? null) : null };
}

/** The events that say that money came or went back. What is not paid at all is asked for without them. */
export const EVENTS_OF_MONEY = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "charge.dispute.closed",
];

export type About = { kind: "session" | "refund" | "dispute"; id: string; order?: string | undefined };

const KINDS: Record<string, About["kind"]> = {
  "checkout.session": "session",
  refund: "refund",
  dispute: "dispute",
};

/** What an event is about; null for one that is none of ours to know. */
export function aboutOf(event: unknown): About | null {
  const object = Event.safeParse(event).data?.data.object;
  const kind = object && Object.hasOwn(KINDS, object.object) ? KINDS[object.object] : undefined;
  return object && kind ? { kind, id: object.id, order: object.client_reference_id ?? undefined } : null;
}
