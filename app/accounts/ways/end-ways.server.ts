import { sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { NO_PASSWORD } from "./no-password";

/** What lets somebody in, or is asked of them, beside the password. */
const WAYS = [
  ...(["identities", "passkeys", "passkey_handles", "sessions"] as const),
  ...(["code_sign_ins", "second_factors", "recovery_codes"] as const),
];

/**
 * Queries that take from an account all by which anybody gets in, links in mails but for the one that is being used too, where
 * `onlyIf` holds. For an account whose owner may be somebody else than who made it.
 */
export function endAllWays(db: Db, userId: string, used = "", onlyIf = sql<boolean>`true`): Query[] {
  return [
    db
      .updateTable("users")
      .set({ password_hash: NO_PASSWORD, updated_at: timestamp() })
      .where("id", "=", userId)
      .where(onlyIf),
    ...WAYS.map((table) => db.deleteFrom(table).where("user_id", "=", userId).where(onlyIf)),
    db.deleteFrom("tokens").where("user_id", "=", userId).where("id", "<>", used).where(onlyIf),
  ];
}
