import { type RawBuilder, sql } from "kysely";
import { MAIL_REFUSED, mailTo } from "~/mail/outbox/mails.server";
import { timestamp } from "~/platform/clock.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { endCodeSignIns } from "../factor/code-sign-in.server";
import { asSignedIn, endOtherSessions } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { hasWayBeside } from "../ways/ways.server";
import { counterIn, type MadeKey } from "./answers.server";
import { ANSWERED, answerOnce } from "./challenge.server";
import { MOST_PASSKEYS } from "./limits";

/** A key as its owner sees it in the list. */
export type Passkey = { id: string; name: string; since: string; lastUsed: string | null };

/** By which request keys are changed, and in which language their owner is told. */
export type Change = { request: Request; language: Language };

export function passkeysOf({ db }: Services, { id }: Pick<User, "id">): Promise<Passkey[]> {
  return db
    .selectFrom("passkeys")
    .select(["id", "name", "created_at as since", "last_used_at as lastUsed"])
    .where("user_id", "=", id)
    .orderBy("created_at")
    .limit(MOST_PASSKEYS)
    .execute();
}

/**
 * Adds a key that a device has made; whoever else is signed in is signed out. "over" when the challenge was answered
 * before, or the key is there already; "full" when there are as many as may be.
 */
export async function addPasskey(
  using: Services,
  user: User,
  made: { key: MadeKey; challengeId: string; name: string },
  { request, language }: Change,
): Promise<"added" | "over" | "full"> {
  const { db } = using;
  const { id, response } = made.key;
  try {
    await asSignedIn(using, request, user.id, [
      answerOnce(db, made.challengeId),
      db.insertInto("passkeys").values({
        ...{ id, name: made.name, counter: counterIn(response), created_at: timestamp() },
        user_id: ownerWithRoom(user.id),
        ...{ public_key: response.publicKey.toString("base64url"), algorithm: response.publicKeyAlgorithm },
      }),
      await endOtherSessions(using, request, user.id),
      endCodeSignIns(db, user.id),
      mailTo(db, { kind: "passkey_added", userId: user.id, email: user.email, language }),
    ]);
    return "added";
  } catch (error) {
    if (refusedBy(error, ANSWERED) || refusedBy(error, "passkeys.id")) return "over";
    if (refusedBy(error, "passkeys.user_id")) return "full";
    throw error;
  }
}

/** The owner of one key more; nobody, which the schema refuses, where they have as many as may be. */
function ownerWithRoom(userId: string) {
  return sql<string>`(SELECT ${userId} WHERE (SELECT count(*) FROM passkeys WHERE user_id = ${userId}) < ${MOST_PASSKEYS})`;
}

export async function renamePasskey({ db }: Services, user: User, id: string, name: string): Promise<void> {
  await db
    .updateTable("passkeys")
    .set({ name })
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .execute();
}

/**
 * Removes a key, and whoever else is signed in is signed out, in the batch of the mail that says so. False when there is none
 * such, or when nothing else lets its owner in: of two that are removed at the same moment one stays.
 */
export async function removePasskey(
  using: Services,
  user: User,
  id: string,
  { request, language }: Change,
): Promise<boolean> {
  const { db } = using;
  const isBeside = hasWayBeside(user.id, { passkey: id }, using.settings);
  // Of a key that is not to go this is NULL: the mail would be nobody's, and refuses all of it.
  const owner = sql<string>`(SELECT ${user.id} WHERE ${isPasskeyOf(user.id, id)} AND ${isBeside})`;
  try {
    await asSignedIn(using, request, user.id, [
      mailTo(db, { kind: "passkey_removed", userId: owner, email: user.email, language }),
      db.deleteFrom("passkeys").where("id", "=", id).where("user_id", "=", user.id),
      await endOtherSessions(using, request, user.id),
    ]);
    return true;
  } catch (error) {
    if (refusedBy(error, MAIL_REFUSED)) return false;
    throw error;
  }
}

/** SQL for whether this is a key of a person's. */
export function isPasskeyOf(userId: string, id: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM passkeys WHERE id = ${id} AND user_id = ${userId})`;
}

/** The query that takes from an account the keys that were added since a moment. */
export function endPasskeysSince(db: Db, userId: string, since: RawBuilder<string>): Query {
  return db.deleteFrom("passkeys").where("user_id", "=", userId).where("created_at", ">=", since);
}

/** A key with what it takes to judge what it signed, by its id; undefined for one that nobody has. */
export function keyWithOwner(db: Db, id: string) {
  return db
    .selectFrom("passkeys")
    .innerJoin("users", "users.id", "passkeys.user_id")
    .innerJoin("passkey_handles", "passkey_handles.user_id", "passkeys.user_id")
    .select(["passkeys.user_id as userId", "passkeys.public_key as publicKey", "passkeys.counter"])
    .select(["users.email", "passkey_handles.handle"])
    .where("passkeys.id", "=", id)
    .executeTakeFirst();
}
