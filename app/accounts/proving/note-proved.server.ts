import { sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";

/**
 * The query that notes an address as proved, if it is the account's at that moment; it joins the batch in which that is found
 * out. An account that has moved meanwhile keeps the proof of where it is.
 */
export function noteProved(db: Db, userId: string, email: string): Query {
  const proved = { email, proved_at: timestamp() };
  return db
    .insertInto("proved_addresses")
    .columns(["user_id", "email", "proved_at"])
    .expression((query) =>
      query
        .selectFrom("users")
        .select([
          "id as user_id",
          sql.val(proved.email).as("email"),
          sql.val(proved.proved_at).as("proved_at"),
        ])
        .where("id", "=", userId)
        .where("users.email", "=", email),
    )
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(proved));
}
