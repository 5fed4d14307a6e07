import * as z from "zod";
import { optional } from "./optional.server";

const text = optional(z.string().trim().optional());

/** What the shop is told; the README's section "Settings" says what each is for. */
export const STRIPE_SETTINGS = {
  STRIPE_SECRET_KEY: optional(
    z
      .string()
      .regex(/^(sk|rk)_/, { error: "begins with neither sk_ nor rk_" })
      .optional(),
  ),
  STRIPE_WEBHOOK_SECRET: optional(z.string().startsWith("whsec_").optional()),
  STRIPE_API_BASE_URL: optional(
    z
      .url()
      .refine((url) => new URL(url).href === `${new URL(url).origin}/`, { error: "is no origin" })
      .default("https://api.stripe.com"),
  ),
  /** Whether Stripe is the seller, the "merchant of record". */
  STRIPE_MANAGED_PAYMENTS: optional(z.enum(["on", "off"]).default("off")),
  /** Whether Stripe computes tax, for which its own settings have to know where the seller is. */
  STRIPE_TAX: optional(z.enum(["automatic", "none"]).default("automatic")),
  /** Who sells, as receipts have to say. */
  SELLER_NAME: text,
  SELLER_ADDRESS: text,
  SELLER_TAX_ID: text,
};

type OfShop = { STRIPE_SECRET_KEY?: string | undefined; REPLICATE_API_TOKEN?: string | undefined };

/** What credits are sold by: Stripe; where nothing is real, its stand-in, for play money; or nothing. */
export function shopOf({ STRIPE_SECRET_KEY, REPLICATE_API_TOKEN }: OfShop): "stripe" | "demo" | null {
  if (STRIPE_SECRET_KEY) return "stripe";
  return REPLICATE_API_TOKEN ? null : "demo";
}
