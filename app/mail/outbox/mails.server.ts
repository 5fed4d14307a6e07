import { type RawBuilder, sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";

/** What mails are about; `words` says each. */
export const MAIL_KINDS = [
  "reset",
  "password_changed",
  "confirm",
  "have_account",
  "new_email",
  "email_changed",
  "factor_on",
  "factor_off",
  "recovery_codes_made",
  "recovery_code_used",
  "way_added",
  "way_removed",
  "leaving",
  "receipt",
  "budget_warning",
  "passkey_added",
  "passkey_removed",
  "report_answered",
  "taken_down",
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

export function isMailKind(text: string): text is MailKind {
  return (MAIL_KINDS as readonly string[]).includes(text);
}

export type Mail = {
  kind: MailKind;
  /** Whose it is; SQL that gives nobody has the schema refuse the batch, by `MAIL_REFUSED`. */
  userId: string | RawBuilder<string>;
  /** The address that it goes to. */
  email: string;
  language: Language;
  /** What the link in it is made of; a mail whose link needs no secret has none. */
  tokenId?: string;
  /** The report that it answers. */
  reportId?: string;
};

/** The constraint that refuses a mail which is nobody's. */
export const MAIL_REFUSED = "mails.user_id";

/** The query that puts a mail into the outbox. It joins a batch of the caller's: the mail goes out if what it says happened. */
export function mailTo(db: Db, { kind, userId, email, language, tokenId, reportId }: Mail): Query {
  const now = timestamp();
  return db.insertInto("mails").values({
    ...{ id: uuidv7(), kind, user_id: userId, email, language },
    ...{ token_id: tokenId ?? null, report_id: reportId ?? null, due_at: now, created_at: now },
  });
}

/**
 * The same, of a token that an earlier query of the batch has made or not, or that a query of its own finds: without the
 * token there is no mail.
 */
export function mailOfToken(
  db: Db,
  { kind, tokenId, language }: Pick<Mail, "kind" | "language"> & { tokenId: string | RawBuilder<string> },
): Query {
  const now = timestamp();
  return db
    .insertInto("mails")
    .columns(["id", "kind", "user_id", "email", "language", "token_id", "due_at", "created_at"])
    .expression((query) =>
      query
        .selectFrom("tokens")
        .select([
          sql.val(uuidv7()).as("id"),
          sql.val<string>(kind).as("kind"),
          "tokens.user_id",
          "tokens.email",
          sql.val<string>(language).as("language"),
          "tokens.id as token_id",
          sql.val(now).as("due_at"),
          sql.val(now).as("created_at"),
        ])
        .where("tokens.id", "=", tokenId),
    );
}

/** The query that puts the receipt of a purchase into the outbox, for the address that the person has. */
export function receiptTo(
  db: Db,
  { userId, purchaseId, language }: { userId: string; purchaseId: string; language: string },
): Query {
  const now = timestamp();
  return db
    .insertInto("mails")
    .columns(["id", "kind", "user_id", "email", "language", "purchase_id", "due_at", "created_at"])
    .expression((query) =>
      query
        .selectFrom("users")
        .select([
          sql.val(uuidv7()).as("id"),
          sql.val<string>("receipt" satisfies MailKind).as("kind"),
          "users.id as user_id",
          "users.email",
          sql.val(language).as("language"),
          sql.val(purchaseId).as("purchase_id"),
          sql.val(now).as("due_at"),
          sql.val(now).as("created_at"),
        ])
        .where("users.id", "=", userId)
        .where("users.email", "not like", "%@deleted.invalid"),
    );
}
