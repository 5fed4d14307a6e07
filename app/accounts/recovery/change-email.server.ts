import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { mailOfToken } from "~/mail/outbox/mails.server";
import { DAY, HOUR, timestamp } from "~/platform/clock.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { endCodeSignIns } from "../factor/code-sign-in.server";
import { settleIn } from "../proving/settle-in.server";
import { asSignedIn, endOtherSessions } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { NEW_EMAIL_HOURS, UNDO_EMAIL_DAYS } from "./limits";
import { fewMailsTo, forgetOtherLinks } from "./reset.server";
import { addToken, onceOnly, type Purpose, spend, type Token, tokenId } from "./tokens.server";

/** By which request an address is changed, and in which language people are told. */
type Asked = { request: Request; language: Language };

/**
 * Sends a link to the address to which an account is to move. Somebody who has an account there is written to instead, and
 * whoever asked is not told which it was.
 */
export async function askForNewEmail(
  using: Services,
  user: User,
  { spellings, email, request, language }: Asked & { spellings: string[]; email: string },
): Promise<void> {
  const { db } = using;
  const id = tokenId();
  const now = timestamp();
  await asSignedIn(using, request, user.id, [
    db
      .insertInto("tokens")
      .columns(TOKEN_COLUMNS)
      .expression((query) =>
        query
          .selectFrom("users")
          .select([
            ...[sql.val(id).as("id"), sql.val(user.id).as("user_id")],
            ...[sql.val<Purpose>("new_email").as("purpose"), sql.val(email).as("email")],
            sql.val(now).as("created_at"),
            sql.val(timestamp(NEW_EMAIL_HOURS * HOUR)).as("expires_at"),
          ])
          .where("users.id", "=", user.id)
          .where(isFree(spellings, user.id))
          .where(fewMailsTo(sql.val(email), "new_email")),
      ),
    mailOfToken(db, { kind: "new_email", tokenId: id, language }),
    tellWhoHas(db, spellings, language),
  ]);
}

const TOKEN_COLUMNS = ["id", "user_id", "purpose", "email", "created_at", "expires_at"] as const;

/** Whether nobody has an address, nor may come back to it within the days in which a move is undone. */
export function isFree(spellings: string[], userId: string) {
  const list = sql.join(spellings);
  return sql<boolean>`NOT EXISTS (SELECT 1 FROM users AS others WHERE others.email IN (${list}))
    AND NOT EXISTS (SELECT 1 FROM tokens AS undo WHERE undo.purpose = 'undo_email' AND undo.email IN (${list})
      AND undo.user_id <> ${userId} AND undo.expires_at > ${timestamp()})`;
}

/** The query that writes to whoever has an account with an address which somebody wants to use for one. */
export function tellWhoHas(db: Db, spellings: string[], language: Language): Query {
  const now = timestamp();
  return db
    .insertInto("mails")
    .columns(["id", "kind", "user_id", "email", "language", "due_at", "created_at"])
    .expression((query) =>
      query
        .selectFrom("users")
        .select(({ ref }) => [
          ...[sql.val(uuidv7()).as("id"), sql.val("have_account").as("kind"), ref("users.id").as("user_id")],
          ...[ref("users.email").as("email"), sql.val<string>(language).as("language")],
          ...[sql.val(now).as("due_at"), sql.val(now).as("created_at")],
        ])
        .where("users.email", "in", spellings)
        // A newcomer has nothing yet that could be told of.
        .where(sql<boolean>`NOT EXISTS (SELECT 1 FROM newcomers WHERE newcomers.user_id = users.id)`)
        .where(fewMailsTo(sql.ref("users.email"), "have_account"))
        .limit(1),
    );
}

/** Moves an account to the address at which its link was opened; the old one is told, and can take the account back. */
export async function takeNewEmail(
  using: Services,
  token: Token,
  { request, language }: Asked,
): Promise<"moved" | "taken" | "over"> {
  const { db } = using;
  const { userId, email, accountEmail } = token;
  const undo = tokenId();
  try {
    const isMoved = await onceOnly(db, [
      spend(db, token),
      // Asked again: somebody may have it by now, or may come back to it.
      db
        .updateTable("users")
        .set({
          email: sql<string>`CASE WHEN ${isFree([email], userId)} THEN ${email} END`,
          updated_at: timestamp(),
        })
        .where("id", "=", userId),
      addToken(db, {
        id: undo,
        userId,
        purpose: "undo_email",
        email: accountEmail,
        lasts: UNDO_EMAIL_DAYS * DAY,
      }),
      mailOfToken(db, { kind: "email_changed", tokenId: undo, language }),
      ...settleIn(using, request, { userId, email }),
      await endOtherSessions(using, request, userId),
      endCodeSignIns(db, userId),
      forgetOtherLinks(db, userId, token.id),
    ]);
    return isMoved ? "moved" : "over";
  } catch (error) {
    if (refusedBy(error, "users.email")) return "taken";
    throw error;
  }
}
