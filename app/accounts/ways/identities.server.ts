import { type RawBuilder, sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { Person } from "../providers/told.server";

/** The query that lets somebody in by another site from now on. It refuses the batch when they are known there already. */
export function addIdentity(db: Db, userId: string, { issuer, subject, email }: Person): Query {
  return db
    .insertInto("identities")
    .values({ issuer, subject, user_id: userId, email, created_at: timestamp() });
}

/**
 * The same for an account whose address the site has found to be theirs: only while the account has proved that very
 * address, too. Where it has not, the row would be nobody's, and is refused.
 */
export function linkIdentity(db: Db, userId: string, { issuer, subject, email }: Person): Query {
  const owner = sql<string>`(
    SELECT users.id FROM users JOIN proved_addresses AS proved ON proved.user_id = users.id AND proved.email = users.email
    WHERE users.id = ${userId}
  )`;
  return db
    .insertInto("identities")
    .values({ issuer, subject, user_id: owner, email, created_at: timestamp() });
}

/** SQL for whether somebody at another site is let in to this account. */
export function isIdentityOf(userId: string, { issuer, subject }: Person): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (
    SELECT 1 FROM identities WHERE issuer = ${issuer} AND subject = ${subject} AND user_id = ${userId}
  )`;
}

/** The query that notes what the site says of somebody's address now. */
export function noteSaid(db: Db, { issuer, subject, email }: Person): Query {
  return db
    .updateTable("identities")
    .set({ email })
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .where("email", "is not", email);
}

/** The query that takes from an account the ways in by other sites that were added since a moment. */
export function endIdentitiesSince(db: Db, userId: string, since: RawBuilder<string>): Query {
  return db.deleteFrom("identities").where("user_id", "=", userId).where("created_at", ">=", since);
}
