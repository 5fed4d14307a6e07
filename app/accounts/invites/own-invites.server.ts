import { sql } from "kysely";
import { DAY, timestamp } from "~/platform/clock.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import { keyedHash } from "~/platform/keyed-hash.server";
import type { Settings } from "~/platform/settings.server";
import type { Services } from "~/services.server";
import type { User } from "../user";
import { hashOf } from "./invite.server";
import { INVITES_LISTED } from "./limits";

/** An invite as its person is shown it. `secret` is what its link ends with; null for one that is over, or of a key that is gone. */
export type OwnInvite = { id: string; secret: string | null; left: number; uses: number; until: string };

/** How many people each person may invite; none where everybody may join, or nobody. */
export function invitesAllowed({ SIGNUP, INVITES_A_PERSON }: Settings): number {
  return SIGNUP === "invite" ? INVITES_A_PERSON : 0;
}

/**
 * Makes an invite of a person's own under the id that their form brought. `none`: they have invited as many as they may,
 * counting the places of links that are still open. The same form sent twice makes one.
 */
export async function makeInvite(
  { db, settings }: Services,
  user: User,
  { id, uses, days }: { id: string; uses: number; days: number },
): Promise<"made" | "none"> {
  const now = timestamp();
  const hash = hashOf(secretOf(id, user.id, settings.SESSION_SECRETS[0] ?? ""));
  // A batch has no `if`: beyond what is allowed the uses are NULL, which their column refuses.
  const allowed = sql<number>`CASE WHEN ${takenBy(user.id, hash)} + ${uses} <= ${invitesAllowed(settings)} THEN CAST(${uses} AS INTEGER) END`;
  try {
    await db.atomically([
      db
        .insertInto("invites")
        .values({ id_hash: hash, uses: allowed, expires_at: timestamp(days * DAY), created_at: now }),
      db.insertInto("invites_of_people").values({ invite_hash: hash, user_id: user.id, id, created_at: now }),
    ]);
    return "made";
  } catch (error) {
    if (refusedBy(error, "UNIQUE")) return "made";
    if (refusedBy(error, "invites.uses")) return "none";
    throw error;
  }
}

/** A person's invites, the newest first, and how many people they may still invite. */
export async function ownInvites(
  { db, settings }: Services,
  user: User,
): Promise<{ invites: OwnInvite[]; left: number }> {
  const [rows, [sum]] = await db.readTogether([
    db
      .selectFrom("invites_of_people")
      .innerJoin("invites", "invites.id_hash", "invites_of_people.invite_hash")
      .select(["invites_of_people.id", "id_hash", "uses", "used", "expires_at"])
      .where("invites_of_people.user_id", "=", user.id)
      .orderBy("invites_of_people.created_at", "desc")
      .limit(INVITES_LISTED),
    db.selectNoFrom(takenBy(user.id).as("taken")),
  ]);
  const now = timestamp();
  const invites = rows.map(({ id, id_hash, uses, used, expires_at }) => {
    const isOpen = expires_at > now && used < uses;
    const secrets = settings.SESSION_SECRETS.map((secret) => secretOf(id, user.id, secret));
    const secret = (isOpen && secrets.find((one) => hashOf(one) === id_hash)) || null;
    return { id, secret, left: isOpen ? uses - used : 0, uses, until: expires_at };
  });
  return { invites, left: Math.max(0, invitesAllowed(settings) - (sum?.taken ?? 0)) };
}

/**
 * Ends an invite of a person's own: nobody joins by it any more, and its places are theirs again. One by which nobody has
 * joined is forgotten, or whoever makes and ends them would fill the table.
 */
export async function endInvite({ db }: Services, user: User, id: string): Promise<void> {
  const own = db
    .selectFrom("invites_of_people")
    .select("invite_hash")
    .where("id", "=", id)
    .where("user_id", "=", user.id);
  const now = timestamp();
  await db.atomically([
    db.deleteFrom("invites").where("id_hash", "in", own).where("used", "=", 0),
    db
      .updateTable("invites")
      .set({ expires_at: now })
      .where("id_hash", "in", own)
      .where("expires_at", ">", now),
  ]);
}

/** The query that ends all invites of a person who goes: nobody joins by what nobody can end. It stands before what forgets whose they are. */
export function endInvitesOf(db: Db, userId: string): Query {
  const own = db.selectFrom("invites_of_people").select("invite_hash").where("user_id", "=", userId);
  const now = timestamp();
  return db
    .updateTable("invites")
    .set({ expires_at: now })
    .where("id_hash", "in", own)
    .where("expires_at", ">", now);
}

/** SQL for how many places of a person's invites are taken: all of an open one's, and those of another that were used; `without` is the hash of one that does not count. */
function takenBy(userId: string, without = "") {
  return sql<number>`coalesce((
    SELECT sum(CASE WHEN expires_at > ${timestamp()} THEN uses ELSE used END) FROM invites_of_people
    JOIN invites ON invites.id_hash = invites_of_people.invite_hash WHERE invites_of_people.user_id = ${userId} AND invites.id_hash <> ${without}
  ), 0)`;
}

/** What a person's link ends with: no table has it, and only the app can make it, for the same invite always the same. */
function secretOf(id: string, userId: string, secret: string): string {
  return keyedHash(secret, `invite:${userId}:${id}`);
}
