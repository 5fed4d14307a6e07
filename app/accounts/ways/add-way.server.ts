import { mailTo } from "~/mail/outbox/mails.server";
import { type Db, refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import type { Problem } from "../providers/problems";
import type { Person } from "../providers/told.server";
import { asSignedIn } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { addIdentity } from "./identities.server";

/**
 * Gives somebody who is signed in another way in, whatever address they have at the other site. Null when they have it now;
 * else what is in the way: that person signs in to another account, or this account knows another person of that site.
 */
export async function addWay(
  using: Services,
  user: User,
  person: Person,
  { request, language }: { request: Request; language: Language },
): Promise<Problem | null> {
  const { db } = using;
  try {
    await asSignedIn(using, request, user.id, [
      addIdentity(db, user.id, person),
      mailTo(db, { kind: "way_added", userId: user.id, email: user.email, language }),
    ]);
    return null;
  } catch (error) {
    if (!refusedBy(error, "identities.")) throw error;
    return inTheWayOf(db, user, person);
  }
}

/** Why somebody at another site was not given to an account: whom that site's name lets in already. Null when it is that very account. */
export async function inTheWayOf(db: Db, user: Pick<User, "id">, person: Person): Promise<Problem | null> {
  const known = await db
    .selectFrom("identities")
    .select("user_id")
    .where("issuer", "=", person.issuer)
    .where("subject", "=", person.subject)
    .executeTakeFirst();
  if (!known) return "way_of_another";
  return known.user_id === user.id ? null : "known_elsewhere";
}
