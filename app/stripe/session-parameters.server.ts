import type { Stripe } from "stripe";

/** All that Stripe is told of an order. It is the same each time, or the idempotency key would refuse it. */
export type SessionOrder = {
  id: string;
  /** What the buyer reads there that they buy. */
  name: string;
  currency: string;
  /** Before tax, in the smallest unit of the currency. */
  amount: number;
  taxCode: string;
  isManaged: boolean;
  hasTax: boolean;
  language: "en" | "zh";
  /** Where the buyer comes back to, having paid or not. */
  paidUrl: string;
  backUrl: string;
};

/**
 * What a Checkout Session is made with. Nothing names ways to pay: those that the Dashboard turned on are offered, by
 * currency. Where Stripe is the seller, tax is its own business.
 */
export function sessionParameters(order: SessionOrder): Stripe.Checkout.SessionCreateParams {
  const metadata = { order: order.id };
  return {
    mode: "payment",
    client_reference_id: order.id,
    metadata,
    // Refunds and disputes know their payment, and by it their order.
    payment_intent_data: { metadata },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: order.currency,
          unit_amount: order.amount,
          ...(!order.isManaged && { tax_behavior: "exclusive" }),
          product_data: { name: order.name, tax_code: order.taxCode },
        },
      },
    ],
    ...(order.isManaged && { managed_payments: { enabled: true } }),
    ...(!order.isManaged && order.hasTax && { automatic_tax: { enabled: true } }),
    locale: order.language,
    success_url: order.paidUrl,
    cancel_url: order.backUrl,
  };
}
