import * as z from "zod";

/** The nested value that a form means, as Stripe's are written: `line_items[0][price_data][currency]=eur`. */
export function nested(form: URLSearchParams): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null);
  for (const [name, value] of form) {
    const path = [
      name.replace(/\[.*/s, ""),
      ...[...name.matchAll(/\[([^\]]*)\]/g)].map(([, key = ""]) => key),
    ];
    const last = path.pop() ?? "";
    let at = root;
    for (const key of path) {
      const next = at[key] ?? Object.create(null);
      at[key] = next;
      at = next as Record<string, unknown>;
    }
    at[last] = value;
  }
  return root;
}

/** A list, which in a form is what has the keys 0, 1, 2. */
export const list = <Kind extends z.ZodType>(kind: Kind) =>
  z.preprocess((value) => (value && typeof value === "object" ? Object.values(value) : value), z.array(kind));

const yes = z.enum(["true", "false"]).transform((value) => value === "true");
const whole = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number);
const Metadata = z.record(z.string().max(40), z.string().max(500));
const Address = z.url({ protocol: /^https?$/ });

/** The least that Stripe charges in each currency that the stand-in knows, in the smallest unit. */
const LEAST: Record<string, number> = { usd: 50, eur: 50, gbp: 30, cny: 400, hkd: 400, jpy: 50 };

const PriceData = z
  .strictObject({
    currency: z.string().refine((key) => Object.hasOwn(LEAST, key), { error: "currency_unknown" }),
    unit_amount: whole,
    tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
    product_data: z.strictObject({
      name: z.string().min(1).max(5000),
      tax_code: z
        .string()
        .regex(/^txcd_\d{8}$/)
        .optional(),
    }),
  })
  .refine(({ currency, unit_amount }) => unit_amount >= (LEAST[currency] ?? 0), {
    error: "amount_too_small",
    path: ["unit_amount"],
  });

/** What the stand-in takes; whatever else it is sent, `payment_method_types` first of all, it refuses as Stripe does. */
export const SessionFields = z
  .strictObject({
    mode: z.literal("payment"),
    client_reference_id: z.string().max(200).optional(),
    metadata: Metadata.optional(),
    payment_intent_data: z.strictObject({ metadata: Metadata.optional() }).optional(),
    line_items: list(
      z.strictObject({ quantity: whole.refine((count) => count > 0), price_data: PriceData }),
    ).pipe(z.array(z.any()).length(1)),
    managed_payments: z.strictObject({ enabled: yes }).optional(),
    automatic_tax: z.strictObject({ enabled: yes }).optional(),
    locale: z.enum(["auto", "en", "en-GB", "zh", "zh-HK", "zh-TW", "de", "fr", "ja"]).optional(),
    success_url: Address,
    cancel_url: Address.optional(),
  })
  // Where Stripe is the seller, tax is none of the shop's business.
  .refine(({ managed_payments, automatic_tax }) => !(managed_payments?.enabled && automatic_tax), {
    error: "parameter_conflict",
    path: ["automatic_tax"],
  });
