import type { User } from "~/accounts/user";
import { budgetFor } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { LOOKS_AFTER_MINUTES, PURCHASE_EVERY_SECONDS, PURCHASES_AT_ONCE } from "./limits";
import { type Currency, microDollarsOfPack, packOf } from "./packs";
import { ownPurchase } from "./purchase.server";

/** What somebody pressed "Buy" for. `id` is the form's own: pressed twice it is one purchase. */
export type Wish = {
  id: string;
  pack: string;
  currency: Currency;
  /** Whether an order for a picture waits for the credits. */
  orderWaits: boolean;
  language: Language;
  /** Where the buyer comes back to. */
  origin: string;
};

export type Ordered =
  | { kind: "ordered"; id: string }
  /** There is no such pack any more, or the form's id was used for something else. */
  | { kind: "not_offered" }
  | { kind: "too_often"; againAt: string };

/** Notes what is to be bought, and at which price, before anybody is asked for money. */
export async function orderPack(using: Services, user: User, wish: Wish): Promise<Ordered> {
  const { db, settings, stripe } = using;
  const pack = packOf(wish.pack);
  if (!stripe || !pack?.isOffered) return { kind: "not_offered" };
  const rate = { atOnce: PURCHASES_AT_ONCE, everySeconds: PURCHASE_EVERY_SECONDS };
  const { taken, againAt } = await take(using, [
    budgetFor(`purchase by ${user.id}`, rate, settings.SESSION_SECRETS),
  ]);
  if (!taken) return { kind: "too_often", againAt };
  await db
    .insertInto("purchases")
    .values({
      ...{ id: wish.id, user_id: user.id, pack: pack.key, credits: pack.credits },
      ...{ currency: wish.currency, amount: pack.prices[wish.currency] },
      micro_usd: microDollarsOfPack(pack),
      is_live: stripe.isLive ? 1 : 0,
      is_managed: stripe.isManaged ? 1 : 0,
      ...{ language: wish.language, origin: wish.origin, order_waits: wish.orderWaits ? 1 : 0 },
      state: "open",
      look_at: timestamp((LOOKS_AFTER_MINUTES[0] ?? 1) * MINUTE),
      created_at: timestamp(),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const noted = await ownPurchase(using, user, wish.id);
  const isThis = noted?.pack === pack.key && noted.currency === wish.currency;
  return isThis ? { kind: "ordered", id: wish.id } : { kind: "not_offered" };
}
