import { mailTo } from "~/mail/outbox/mails.server";
import { refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { spellingsOf } from "../email-address.server";
import type { Problem } from "../providers/problems";
import type { Person } from "../providers/told.server";
import { noteProved } from "../proving/note-proved.server";
import type { User } from "../user";
import { inTheWayOf } from "./add-way.server";
import { addIdentity } from "./identities.server";

/** The account that has somebody's address and never proved it; null when there is none any more. */
export async function unprovedAccount({ db }: Services, email: string): Promise<User | null> {
  const account = await db
    .selectFrom("users")
    .select(["id", "email", "credits"])
    .where("email", "in", spellingsOf(email))
    .orderBy("id")
    .executeTakeFirst();
  return account ?? null;
}

/**
 * Gives somebody who has its password the account with the address that another site found to be theirs. Null when it is
 * theirs now, also by the same form sent twice; else what is in the way.
 */
export async function claim(
  { db }: Services,
  user: User,
  person: Person,
  language: Language,
): Promise<Problem | null> {
  try {
    await db.atomically([
      addIdentity(db, user.id, person),
      noteProved(db, user.id, user.email),
      mailTo(db, { kind: "way_added", userId: user.id, email: user.email, language }),
    ]);
    return null;
  } catch (error) {
    if (!refusedBy(error, "identities.")) throw error;
    return inTheWayOf(db, user, person);
  }
}
