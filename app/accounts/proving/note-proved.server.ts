import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";

/** The query that notes an address as proved; it joins the batch in which that is found out. */
export function noteProved(db: Db, userId: string, email: string): Query {
  const proved = { email, proved_at: timestamp() };
  return db
    .insertInto("proved_addresses")
    .values({ user_id: userId, ...proved })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(proved));
}
