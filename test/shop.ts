import { uuidv7 } from "uuidv7";
import type { User } from "~/accounts/user";
import { checkoutOf } from "~/purchases/checkout.server";
import { orderPack } from "~/purchases/order.server";
import type { Currency } from "~/purchases/packs";
import { type Purchase, purchaseOf } from "~/purchases/purchase.server";
import { receiveStripe } from "~/purchases/webhook.server";
import type { Services } from "~/services.server";
import { type Paying, paySession } from "~/stripe/demo/acts.server";
import { signatureOf } from "~/stripe/demo/secret.server";
import type { PretendReplicate } from "./pretend-replicate";
import { type World, world } from "./world";

export const WEBHOOK_SECRET = "whsec_of_the_tests";

export const SHOP_KEYS = { STRIPE_SECRET_KEY: "sk_test_of_the_tests", STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET };

/** A world in which credits are sold by Stripe, which the stand-in plays: its events go only where a test sends them. */
export function worldWithShop(vars: Record<string, string> = {}, pretend?: PretendReplicate): World {
  return world({ ...SHOP_KEYS, ...vars }, pretend);
}

export function aWish(wish: Partial<{ id: string; pack: string; currency: Currency }> = {}) {
  const usual = { id: uuidv7(), pack: "small", currency: "usd" as const, orderWaits: false };
  return { ...usual, language: "en" as const, origin: "https://flux.example", ...wish };
}

/** Presses "Buy", and goes as far as the page on which it is paid. */
export async function aPurchase(using: Services, user: User, wish = aWish()): Promise<Purchase> {
  const ordered = await orderPack(using, user, wish);
  if (ordered.kind !== "ordered") throw new Error(ordered.kind);
  await checkoutOf(using, await noted(using, wish.id));
  return noted(using, wish.id);
}

/** The same, and paid, of which nobody has heard yet. */
export async function aPayment(using: Services, user: User, how: Paying = "pay", wish = aWish()) {
  const purchase = await aPurchase(using, user, wish);
  await paySession(using.db, purchase.session_id ?? "", how);
  return purchase;
}

export async function noted(using: Services, id: string): Promise<Purchase> {
  const purchase = await purchaseOf(using, { id });
  if (!purchase) throw new Error("no such purchase");
  return purchase;
}

/** The events that the stand-in has to send, the oldest first, each once however often it would send it. */
export async function eventsOf({ db }: Services): Promise<string[]> {
  const rows = await db
    .selectFrom("demo_stripe")
    .select("body")
    .where("kind", "=", "event")
    .where("id", "like", "%:0")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows.map(({ body }) => body);
}

/** Sends an event as Stripe does. */
export function tell(using: Services, body: string, secret = WEBHOOK_SECRET) {
  return receiveStripe(using, { body, signature: signatureOf(body, secret) });
}

/** Sends the newest event. */
export async function tellNewest(using: Services) {
  return tell(using, (await eventsOf(using)).at(-1) ?? "");
}
