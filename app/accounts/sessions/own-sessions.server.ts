import { timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { MOST_SESSIONS } from "../limits";
import { sessionHash } from "../sessions.server";
import type { User } from "../user";

/** A session as its person is shown it. `id` names it on the page; null for one that only ends with all others. */
export type OwnSession = {
  id: string | null;
  since: string;
  lastSeen: string;
  browser: string | null;
  isThis: boolean;
};

/** Where a person is signed in, this browser first, then by when they were last seen. */
export async function ownSessions(
  { db, settings }: Services,
  request: Request,
  user: User,
): Promise<OwnSession[]> {
  const hash = await sessionHash(request, settings.SESSION_SECRETS);
  const rows = await db
    .selectFrom("sessions")
    .select(["id", "id_hash", "created_at", "last_seen_at", "browser"])
    .where("user_id", "=", user.id)
    .where("expires_at", ">", timestamp())
    .orderBy("last_seen_at", "desc")
    .limit(MOST_SESSIONS)
    .execute();
  return rows
    .map(({ id, id_hash, created_at, last_seen_at, browser }) => ({
      ...{ id, since: created_at, lastSeen: last_seen_at, browser },
      isThis: id_hash === hash,
    }))
    .sort((one, other) => Number(other.isThis) - Number(one.isThis));
}

/** Ends one of a person's sessions, by the id that their page names. Whether there was one. */
export async function endSession({ db }: Services, user: User, id: string): Promise<boolean> {
  const ended = await db
    .deleteFrom("sessions")
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return ended.numDeletedRows > 0n;
}
