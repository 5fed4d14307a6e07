import { sql } from "kysely";
import { mailOfToken, mailTo } from "~/mail/outbox/mails.server";
import { HOUR, MINUTE, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { hasTransport } from "~/platform/mail-settings.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { endCodeSignIns } from "../factor/code-sign-in.server";
import { hashPassword } from "../passwords/passwords.server";
import { isOwnBrowser } from "../proving/joined-here.server";
import { settleIn } from "../proving/settle-in.server";
import { standingOf } from "../proving/standing.server";
import { endAllWays } from "../ways/end-ways.server";
import { MAILS_AN_HOUR, RESET_MINUTES } from "./limits";
import { onceOnly, spend, type Token, tokenId } from "./tokens.server";

/**
 * Sends a link to a new password to the account with this address, if there is one. The same queries are asked in one round
 * trip whether there is or not, so that the answer comes as soon.
 */
export async function askForReset(using: Services, asked: AskedReset): Promise<void> {
  await using.db.atomically(newReset(using, asked));
}

type AskedReset = { spellings: string[]; language: Language };

/** The queries of `askForReset`, for a batch of the caller's. */
export function newReset({ db }: Services, { spellings, language }: AskedReset): Query[] {
  const id = tokenId();
  const now = timestamp();
  return [
    db
      .insertInto("tokens")
      .columns(["id", "user_id", "purpose", "email", "created_at", "expires_at"])
      .expression((query) =>
        query
          .selectFrom("users")
          .select([
            sql.val(id).as("id"),
            "users.id as user_id",
            sql.val("reset" as const).as("purpose"),
            "users.email",
            sql.val(now).as("created_at"),
            sql.val(timestamp(RESET_MINUTES * MINUTE)).as("expires_at"),
          ])
          .where("users.email", "in", spellings)
          .where(fewMailsTo(sql.ref("users.email"), "reset"))
          // An account that is kept in the canonical form comes before one of an earlier version's.
          .orderBy(sql`users.email = ${spellings[0] ?? ""}`, "desc")
          .limit(1),
      ),
    mailOfToken(db, { kind: "reset", tokenId: id, language }),
  ];
}

/** Whether fewer mails of a kind went to an address within the hour than may: a stranger cannot fill somebody's box. */
export function fewMailsTo(email: ReturnType<typeof sql.ref>, kind: string) {
  return sql<boolean>`(SELECT count(*) FROM mails WHERE mails.email = ${email} AND mails.kind = ${kind}
    AND mails.created_at > ${timestamp(-HOUR)}) < ${MAILS_AN_HOUR}`;
}

/**
 * Gives an account the password that was chosen by a link, once: all sessions end, and so does every other link to a new
 * password or address. Nobody is signed in by it. False when the link was used meanwhile.
 */
export async function resetPassword(
  using: Services,
  token: Token,
  { request, password, language }: { request: Request; password: string; language: Language },
): Promise<boolean> {
  const { db } = using;
  const { userId, email, accountEmail } = token;
  const password_hash = await hashPassword(password);
  const { isProved } = await standingOf(using, userId);
  // The link proves the address as well. Until now somebody else may have had ways into the account.
  // Where no mail leaves, whoever reads the outbox proves nothing, and a second factor goes on being asked for.
  const isByMail = hasTransport(using.settings);
  const isFirstProof = isByMail && !isProved && email.toLowerCase() === accountEmail.toLowerCase();
  return onceOnly(db, [
    spend(db, token),
    ...(isFirstProof
      ? [
          ...((await isOwnBrowser(using, request, userId)) ? [] : endAllWays(db, userId, token.id)),
          ...settleIn(using, request, { userId, email }),
        ]
      : []),
    db.updateTable("users").set({ password_hash, updated_at: timestamp() }).where("id", "=", userId),
    db.deleteFrom("sessions").where("user_id", "=", userId),
    endCodeSignIns(db, userId),
    forgetOtherLinks(db, userId, token.id),
    mailTo(db, { kind: "password_changed", userId, email: accountEmail, language }),
  ]);
}

/** The query that ends the links to a new password and to a new address, but for the one that is being used. */
export function forgetOtherLinks(db: Db, userId: string, used = ""): Query {
  return db
    .deleteFrom("tokens")
    .where("user_id", "=", userId)
    .where("purpose", "in", ["reset", "new_email"])
    .where("id", "<>", used);
}
