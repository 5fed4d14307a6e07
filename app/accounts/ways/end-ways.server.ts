import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { NO_PASSWORD } from "./no-password";

/**
 * Queries that take from an account all by which anybody gets in: its password, whom other sites know it by, links in
 * mails and sessions. For an account whose owner is somebody else than who made it.
 */
export function endAllWays(db: Db, userId: string): Query[] {
  return [
    db
      .updateTable("users")
      .set({ password_hash: NO_PASSWORD, updated_at: timestamp() })
      .where("id", "=", userId),
    db.deleteFrom("identities").where("user_id", "=", userId),
    db.deleteFrom("sessions").where("user_id", "=", userId),
    db.deleteFrom("tokens").where("user_id", "=", userId),
  ];
}
