import { timingSafeEqual } from "node:crypto";
import type { Services } from "~/services.server";
import { compose, type Letter } from "./compose.server";
import { MAILS_SHOWN } from "./limits";
import { transportFor } from "./transports/transport.server";

export type ShownMail = Letter & { at: string; language: string };

/**
 * The newest mails, where none can leave: whoever started the app has the key, and reads them in place of those they are
 * for. Null for another key, and wherever mails do leave.
 */
export async function outboxPage(using: Services, key: string | undefined): Promise<ShownMail[] | null> {
  const { db, settings } = using;
  if (transportFor(settings) || !isSame(key ?? "", settings.OUTBOX_KEY)) return null;
  const rows = await db
    .selectFrom("mails")
    .innerJoin("users", "users.id", "mails.user_id")
    .leftJoin("reports", "reports.id", "mails.report_id")
    .leftJoin("tokens", "tokens.id", "mails.token_id")
    .select(["mails.id", "mails.kind", "mails.email", "mails.language", "mails.created_at as at"])
    .select([
      "users.email as account",
      "mails.token_id as tokenId",
      "tokens.purpose",
      "mails.purchase_id as purchaseId",
      "reports.answer",
    ])
    .orderBy("mails.created_at", "desc")
    .limit(MAILS_SHOWN)
    .execute();
  return rows.flatMap((row) => {
    const letter = compose(row, settings);
    return letter ? [{ ...letter, at: row.at, language: row.language }] : [];
  });
}

function isSame(given: string, expected: string | undefined): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected ?? "")];
  return other.length > 0 && one.length === other.length && timingSafeEqual(one, other);
}
