import { MOST_PASSKEYS } from "~/accounts/passkeys/limits";
import { ownSessions } from "~/accounts/sessions/own-sessions.server";
import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { NEWEST_LISTED } from "../limits";

/** What there is to say of an account in a few rows: itself, how one signs in to it, and where. No secret is among it. */
export async function accountOf(using: Services, request: Request, user: User) {
  const { db } = using;
  const [[account], proved, ways, passkeys, factors, invites] = await db.readTogether([
    db.selectFrom("users").select(["id", "email", "credits", "created_at"]).where("id", "=", user.id),
    db.selectFrom("proved_addresses").select(["email", "proved_at"]).where("user_id", "=", user.id),
    db.selectFrom("identities").select(["issuer", "email", "created_at"]).where("user_id", "=", user.id),
    db
      .selectFrom("passkeys")
      .select(["name", "created_at", "last_used_at"])
      .where("user_id", "=", user.id)
      .limit(MOST_PASSKEYS),
    db.selectFrom("second_factors").select("turned_on_at").where("user_id", "=", user.id),
    db
      .selectFrom("invites_of_people")
      .innerJoin("invites", "invites.id_hash", "invites_of_people.invite_hash")
      .select(["uses", "used", "expires_at", "invites.created_at"])
      .where("invites_of_people.user_id", "=", user.id)
      .limit(NEWEST_LISTED),
  ]);
  const sessions = await ownSessions(using, request, user);
  return {
    ...account,
    address_proved_at: proved[0]?.proved_at ?? null,
    ways_to_sign_in: ways,
    passkeys,
    second_factor_since: factors[0]?.turned_on_at ?? null,
    invites,
    sessions: sessions.map(({ since, lastSeen, browser, isThis }) => ({
      ...{ since, last_seen: lastSeen, browser, is_this: isThis },
    })),
  };
}

/** What somebody bought, the newest first; of the latest, since nobody buys without end. */
export function purchasesOf({ db }: Services, user: User) {
  return db
    .selectFrom("purchases")
    .select(["id", "pack", "credits", "currency", "amount", "total", "tax", "state"])
    .select(["number", "paid_at", "created_at"])
    .where("user_id", "=", user.id)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(NEWEST_LISTED)
    .execute();
}
