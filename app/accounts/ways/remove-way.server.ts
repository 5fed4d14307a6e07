import { sql } from "kysely";
import { MAIL_REFUSED, mailTo } from "~/mail/outbox/mails.server";
import { refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import type { Provider } from "../providers/providers.server";
import { asSignedIn, endOtherSessions } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { hasWayBeside } from "./ways.server";

/**
 * Takes a way in from an account, and whoever else is signed in is signed out, in the batch of the mail that says so. False
 * where it is the last one, or there is none such: of two that are removed at the same moment one stays.
 */
export async function removeWay(
  using: Services,
  user: User,
  { issuer }: Provider,
  { request, language }: { request: Request; language: Language },
): Promise<boolean> {
  const { db, settings } = using;
  // Of a way that is not to go this is NULL: the mail would be nobody's, and refuses all of it.
  const owner = sql<string>`(
    SELECT user_id FROM identities
    WHERE issuer = ${issuer} AND user_id = ${user.id} AND ${hasWayBeside(user.id, { issuer }, settings)}
  )`;
  try {
    await asSignedIn(using, request, user.id, [
      mailTo(db, { kind: "way_removed", userId: owner, email: user.email, language }),
      db.deleteFrom("identities").where("issuer", "=", issuer).where("user_id", "=", user.id),
      await endOtherSessions(using, request, user.id),
    ]);
    return true;
  } catch (error) {
    if (refusedBy(error, MAIL_REFUSED)) return false;
    throw error;
  }
}
