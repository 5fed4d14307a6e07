import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import type { Purchase } from "./purchase.server";

/** A visitor's own purchase with what of it went back, the oldest first; null for anybody else's. */
export async function purchasePage(
  { db, settings, stripe }: Services,
  user: User,
  id: string,
  origin: string,
) {
  const [[purchase], reversals] = await db.readTogether([
    db.selectFrom("purchases").selectAll().where("id", "=", id).where("user_id", "=", user.id),
    db
      .selectFrom("reversals")
      .select(["id", "kind", "amount", "asked", "reinstated_at", "created_at"])
      .where("purchase_id", "=", id)
      .where("user_id", "=", user.id)
      .where("asked", ">", 0)
      .orderBy("created_at"),
  ]);
  if (!purchase) return null;
  return {
    purchase: shown(purchase),
    reversals,
    seller: {
      name: settings.SELLER_NAME ?? new URL(origin).host,
      address: settings.SELLER_ADDRESS,
      taxId: settings.SELLER_TAX_ID,
    },
    isPlay: purchase.is_live === 0 && (stripe?.isDemo ?? true),
  };
}

export type PurchasePage = NonNullable<Awaited<ReturnType<typeof purchasePage>>>;

/** What a buyer sees of a purchase: not what an operator is told, nor where it is paid. */
function shown(purchase: Purchase) {
  const { id, state, credits, currency, amount, total, tax, number, paid_at, order_waits, is_managed } =
    purchase;
  return { id, state, credits, currency, amount, total, tax, number, paid_at, order_waits, is_managed };
}
