import { createHash } from "node:crypto";
import { sql } from "kysely";
import { MAIL_REFUSED, mailTo } from "~/mail/outbox/mails.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { randomBase32 } from "./base32.server";
import { RECOVERY_CODE_LENGTH, RECOVERY_CODES } from "./limits";

/** Recovery codes that nobody has seen yet; only their hashes are kept. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => randomBase32(RECOVERY_CODE_LENGTH));
}

/**
 * The query that keeps the codes of somebody whose second factor is on. The schema refuses it, and the batch with it, where
 * none is on, or where there are codes already.
 */
export function keepRecoveryCodes(db: Db, userId: string, codes: string[]): Query {
  const owner = sql<string>`(SELECT user_id FROM second_factors WHERE user_id = ${userId} AND turned_on_at IS NOT NULL)`;
  return db
    .insertInto("recovery_codes")
    .values(codes.map((code, number) => ({ user_id: owner, number, code_hash: hashOf(code) })));
}

/** The constraint by which it is refused. */
export const CODES_REFUSED = "recovery_codes.";

export function deleteRecoveryCodes(db: Db, userId: string): Query {
  return db.deleteFrom("recovery_codes").where("user_id", "=", userId);
}

/** Whom a mail tells, in one batch with it, that a code of theirs was used. */
export type Told = { email: string; language: Language };

/**
 * Uses a recovery code up, and says how many are left; null for one that is not theirs or was used. Exactly one of two at once
 * gets it. The mail is written whatever becomes of what the code is used for.
 */
export async function spendRecoveryCode(
  { db }: Services,
  userId: string,
  code: string,
  told: Told | null,
): Promise<number | null> {
  const own = db.selectFrom("recovery_codes").where("user_id", "=", userId);
  // Of a code that is not theirs this is NULL: the mail would be nobody's, and refuses all of it.
  const owner = sql<string>`${own.select("user_id").where("code_hash", "=", hashOf(code))}`;
  try {
    const [used = [], left = []] = (
      await db.atomically<{ number: number }>([
        ...(told ? [mailTo(db, { kind: "recovery_code_used", userId: owner, ...told })] : []),
        db
          .deleteFrom("recovery_codes")
          .where("user_id", "=", userId)
          .where("code_hash", "=", hashOf(code))
          .returning("number"),
        own.select("number"),
      ])
    ).slice(-2);
    return used.length > 0 ? left.length : null;
  } catch (error) {
    if (refusedBy(error, MAIL_REFUSED)) return null;
    throw error;
  }
}

/** A code has 120 random bits: whoever reads its hash cannot try them all, so that a fast one will do. */
const hashOf = (code: string) => createHash("sha256").update(code).digest("base64url");
