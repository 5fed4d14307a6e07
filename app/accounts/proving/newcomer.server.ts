import { sql } from "kysely";
import { mailOfToken } from "~/mail/outbox/mails.server";
import { HOUR, timestamp } from "~/platform/clock.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { isFree, tellWhoHas } from "../recovery/change-email.server";
import { CONFIRM_HOURS } from "../recovery/limits";
import { fewMailsTo } from "../recovery/reset.server";
import { tokenId } from "../recovery/tokens.server";

type Asked = {
  /** The account's id, if one is made. */
  userId: string;
  spellings: string[];
  email: string;
  password_hash: string;
  draft: string | undefined;
  language: Language;
  isKnown: boolean;
  /** What else is written of somebody new. */
  ofNewcomer: Query[];
};

/**
 * Makes an account whose address is to be proved by a mail; whoever has one there already is written to instead, and who
 * asks is not told which it was. What they had typed waits with a new account. `also` runs in any case.
 */
export async function joinByMail(using: Services, asked: Asked, also: Query[]): Promise<void> {
  const { db } = using;
  const { spellings, language, isKnown } = asked;
  const toOwner = [sendAgain(db, spellings, language), tellWhoHas(db, spellings, language), ...also];
  if (isKnown) return void (await db.atomically(toOwner));
  try {
    await db.atomically([...newcomer(db, asked), ...also]);
  } catch (error) {
    // Nobody is made where the address is somebody's, and nothing can be about nobody.
    if (!refusedBy(error, "FOREIGN KEY") && !refusedBy(error, "users.email")) throw error;
    await db.atomically(toOwner);
  }
}

function newcomer(db: Db, asked: Asked): Query[] {
  const { userId, spellings, email, password_hash, draft, language } = asked;
  const [token, now] = [tokenId(), timestamp()];
  const end = timestamp(CONFIRM_HOURS * HOUR);
  return [
    db
      .insertInto("users")
      .columns(["id", "email", "password_hash", "created_at", "updated_at"])
      .expression(
        db
          .selectNoFrom([
            ...[sql.val(userId).as("id"), sql.val(email).as("email")],
            sql.val(password_hash).as("password_hash"),
            ...[sql.val(now).as("created_at"), sql.val(now).as("updated_at")],
          ])
          .where(isFree(spellings, "")),
      ),
    db.insertInto("newcomers").values({ user_id: userId, ends_at: end }),
    db.insertInto("tokens").values({
      ...{ id: token, user_id: userId, purpose: "confirm", email },
      ...{ created_at: now, expires_at: end },
    }),
    mailOfToken(db, { kind: "confirm", tokenId: token, language }),
    ...(draft ? [db.insertInto("drafts").values({ user_id: userId, fields: draft, created_at: now })] : []),
    ...asked.ofNewcomer,
  ];
}

/** The query that sends a newcomer's mail once more, with the same link. */
function sendAgain(db: Db, spellings: string[], language: Language): Query {
  const again = db
    .selectFrom("tokens as open")
    .innerJoin("newcomers", "newcomers.user_id", "open.user_id")
    .select("open.id")
    .where("open.purpose", "=", "confirm")
    .where("open.email", "in", spellings)
    .where("open.expires_at", ">", timestamp())
    .where(fewMailsTo(sql.ref("open.email"), "confirm"))
    .limit(1);
  return mailOfToken(db, { kind: "confirm", tokenId: sql<string>`(${again})`, language });
}

/** Sends somebody who is signed in a link that proves their address: a newcomer's once more, or one for an older account. */
export async function askToConfirm(
  { db }: Services,
  user: { id: string; email: string },
  language: Language,
): Promise<void> {
  const id = tokenId();
  const now = timestamp();
  const isOpen = sql<boolean>`EXISTS (SELECT 1 FROM newcomers WHERE newcomers.user_id = users.id)`;
  await db.atomically([
    sendAgain(db, [user.email], language),
    db
      .insertInto("tokens")
      .columns(["id", "user_id", "purpose", "email", "created_at", "expires_at"])
      .expression((query) =>
        query
          .selectFrom("users")
          .select(({ ref }) => [
            ...[sql.val(id).as("id"), ref("users.id").as("user_id")],
            ...[sql.val("confirm" as const).as("purpose"), ref("users.email").as("email")],
            sql.val(now).as("created_at"),
            sql.val(timestamp(CONFIRM_HOURS * HOUR)).as("expires_at"),
          ])
          .where("users.id", "=", user.id)
          .where(sql<boolean>`NOT ${isOpen}`)
          .where(fewMailsTo(sql.ref("users.email"), "confirm")),
      ),
    mailOfToken(db, { kind: "confirm", tokenId: id, language }),
  ]);
}
