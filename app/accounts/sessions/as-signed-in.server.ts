import { sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { signInFirst } from "../gate.server";
import { sessionHash } from "../sessions.server";

/**
 * Runs in one batch what somebody asked for who is signed in, if their session is open at that very moment. Between the look
 * at it and this whoever the account belongs to may have ended it, by a new password: whatever came to pass afterwards, a
 * password, a way in, would be somebody else's doing. @throws a redirect to sign-in where the session has ended.
 */
export async function asSignedIn(
  { db, settings }: Services,
  request: Request,
  userId: string,
  queries: Query[],
): Promise<void> {
  const hash = await sessionHash(request, settings.SESSION_SECRETS);
  const isOpen = sql<boolean>`EXISTS (
    SELECT 1 FROM sessions WHERE id_hash = ${hash} AND user_id = ${userId} AND expires_at > ${timestamp()}
  )`;
  // A batch has no `if`: of a session that has ended this is NULL, which its column refuses.
  const stillOpen = db
    .updateTable("users")
    .set({ updated_at: sql<string>`CASE WHEN ${isOpen} THEN updated_at END` })
    .where("id", "=", userId);
  try {
    // Who is let in without a session, as on a machine of one's own, has none that could have ended.
    await db.atomically(hash === null ? queries : [stillOpen, ...queries]);
  } catch (error) {
    if (refusedBy(error, "users.updated_at")) signInFirst(request, "/account");
    throw error;
  }
}

/** The query that ends all sessions of a person but the one by which they ask. It joins a batch of the caller's. */
export async function endOtherSessions(
  { db, settings }: Services,
  request: Request,
  userId: string,
): Promise<Query> {
  const hash = await sessionHash(request, settings.SESSION_SECRETS);
  return db
    .deleteFrom("sessions")
    .where("user_id", "=", userId)
    .where("id_hash", "<>", hash ?? "");
}
