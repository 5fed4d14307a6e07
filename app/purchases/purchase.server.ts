import type { Selectable } from "kysely";
import type { User } from "~/accounts/user";
import type { Db } from "~/platform/db.server";
import type { Purchases } from "~/platform/schema";
import type { Services } from "~/services.server";

export type Purchase = Selectable<Purchases>;

/** The visitor's own purchase; null for anybody else's. */
export async function ownPurchase(
  { db }: Services,
  user: Pick<User, "id">,
  id: string,
): Promise<Purchase | null> {
  const row = await db
    .selectFrom("purchases")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return row ?? null;
}

/** A purchase whosoever's, for news about it. */
export async function purchaseOf(
  { db }: Services,
  named: { session: string } | { id: string },
): Promise<Purchase | null> {
  const row = await db
    .selectFrom("purchases")
    .selectAll()
    .$if("session" in named, (query) =>
      query.where("session_id", "=", (named as { session: string }).session),
    )
    .$if("id" in named, (query) => query.where("id", "=", (named as { id: string }).id))
    .executeTakeFirst();
  return row ?? null;
}

/** A change of a purchase that is neither paid nor refused; whatever comes later finds it as it is. */
export function changeUnpaid(db: Db, id: string, change: Partial<Omit<Purchase, "id" | "user_id">>) {
  return db.updateTable("purchases").set(change).where("id", "=", id).where("state", "in", ["open", "ended"]);
}
