import { MINUTE, timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { sessionHash } from "../sessions.server";
import type { Visitor } from "../user";
import { FRESH_MINUTES } from "./limits";

/** Whether somebody showed a moment ago who they are: a browser that has their session may have been left open. */
export function isFresh({ confirmedAt }: Visitor): boolean {
  return confirmedAt !== null && confirmedAt > timestamp(-FRESH_MINUTES * MINUTE);
}

/** Notes that whoever has this session has just shown who they are. */
export async function noteConfirmed(using: Services, request: Request, user: Visitor): Promise<void> {
  const hash = await sessionHash(request, using.settings.SESSION_SECRETS);
  await using.db
    .updateTable("sessions")
    .set({ confirmed_at: timestamp() })
    .where("id_hash", "=", hash ?? "")
    .where("user_id", "=", user.id)
    .execute();
}
