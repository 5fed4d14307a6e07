import { type RawBuilder, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { spellingsOf } from "../email-address.server";

/** SQL for whether somebody has asked for their account to end. `person` is a column with a person's id. */
export function isLeaving(person: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM leavers WHERE leavers.user_id = ${sql.ref(person)})`;
}

/** The query that undoes it, as long as the account has not ended. */
export function stay(db: Db, userId: string): Query {
  return db.deleteFrom("leavers").where("user_id", "=", userId).where("ends_at", ">", timestamp());
}

/** The query by which an account is to end now: the sweep removes what is left of it. */
export function leaveNow(db: Db, userId: string): Query {
  const now = timestamp();
  return db
    .insertInto("leavers")
    .values({ user_id: userId, asked_at: now, ends_at: now })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ ends_at: now }));
}

/** The query by which nobody is answered any more at the address of somebody who goes; what they reported stays reported. */
export function unsignReports(db: Db, email: string): Query {
  return db.updateTable("reports").set({ email: "" }).where("email", "in", spellingsOf(email));
}
