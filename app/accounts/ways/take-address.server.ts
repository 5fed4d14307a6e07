import { sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { endAllWays } from "./end-ways.server";
import { NO_PASSWORD } from "./no-password";

/** The address of an account that lost its own to its owner; no mail goes there. It is no account that somebody has left. */
function lostAddress(userId: string): string {
  return `${userId}@lost.invalid`;
}

/**
 * Queries that take an address from an account that never proved it, for whoever has proved it, and with it all by which
 * anybody got in. They join the batch in which somebody else is given the address: should the account have proved it
 * meanwhile it keeps the address, and that batch is refused. One that has moved elsewhere meanwhile loses nothing.
 */
export function takeAddressFrom(db: Db, userId: string, spellings: string[]): Query[] {
  const hasLost = sql<boolean>`EXISTS (
    SELECT 1 FROM users AS other WHERE other.id = ${userId} AND other.email = ${lostAddress(userId)}
  )`;
  const isUnproved = sql<boolean>`NOT EXISTS (
    SELECT 1 FROM proved_addresses AS proved WHERE proved.user_id = users.id AND proved.email = users.email
  )`;
  return [
    db
      .updateTable("users")
      .set({ email: lostAddress(userId), password_hash: NO_PASSWORD, updated_at: timestamp() })
      .where("id", "=", userId)
      .where("email", "in", spellings)
      .where(isUnproved),
    ...endAllWays(db, userId, "", hasLost),
    ...(["drafts", "mails"] as const).map((table) =>
      db.deleteFrom(table).where("user_id", "=", userId).where(hasLost),
    ),
    // A newcomer has nothing else: the sweep ends the rest.
    db.updateTable("newcomers").set({ ends_at: timestamp() }).where("user_id", "=", userId).where(hasLost),
  ];
}
