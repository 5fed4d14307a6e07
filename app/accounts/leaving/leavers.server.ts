import { type RawBuilder, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { spellingsOf } from "../email-address.server";
import { isBlocked } from "../role/role.server";

/** SQL for whether somebody has asked for their account to end. `person` is a column with a person's id. */
export function isLeaving(person: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM leavers WHERE leavers.user_id = ${sql.ref(person)})`;
}

/**
 * SQL for whether somebody leaves, or is kept out by an operator: nothing that they have shared is shown then, and nobody
 * joins by them. `person` is a column with a person's id.
 */
export function isLeavingOrBlocked(person: string): RawBuilder<boolean> {
  return sql<boolean>`(${isLeaving(person)} OR ${isBlocked(person)})`;
}

/** The query that undoes it, as long as the account has not ended. */
export function stay(db: Db, userId: string): Query {
  return db.deleteFrom("leavers").where("user_id", "=", userId).where("ends_at", ">", timestamp());
}

/** The address of an account that somebody has left; no mail goes there. */
export function addressOfNobody(userId: string): string {
  return `${userId}@deleted.invalid`;
}

/** The constraint that refuses to end the account of nobody. */
export const LEAVING_REFUSED = "leavers.user_id";

/**
 * The query by which an account is to end now: the sweep removes what is left of it. SQL that gives nobody has the schema
 * refuse the batch, by `LEAVING_REFUSED`.
 */
export function leaveNow(db: Db, userId: string | RawBuilder<string>): Query {
  const now = timestamp();
  return db
    .insertInto("leavers")
    .values({ user_id: userId, asked_at: now, ends_at: now })
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet({ ends_at: now }));
}

/**
 * Queries by which nobody is answered any more at the address of somebody who goes, where `onlyIf` holds; what they reported
 * stays reported.
 */
export function unsignReports(db: Db, email: string, onlyIf = sql<boolean>`true`): Query[] {
  const theirs = spellingsOf(email);
  return [
    db.updateTable("reports").set({ email: "" }).where("email", "in", theirs).where(onlyIf),
    db.deleteFrom("mails").where("email", "in", theirs).where("kind", "=", "report_answered").where(onlyIf),
  ];
}
