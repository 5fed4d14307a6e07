import { MINUTE, timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { FRESH_MINUTES } from "../limits";
import { sessionHash } from "../sessions.server";

/** Whether the visitor signed in a moment ago, which stands for a password where there is none. */
export async function isFreshlySignedIn({ db, settings }: Services, request: Request): Promise<boolean> {
  const hash = await sessionHash(request, settings.SESSION_SECRETS);
  if (!hash) return false;
  const session = await db
    .selectFrom("sessions")
    .select("id_hash")
    .where("id_hash", "=", hash)
    .where("created_at", ">", timestamp(-FRESH_MINUTES * MINUTE))
    .executeTakeFirst();
  return session !== undefined;
}
