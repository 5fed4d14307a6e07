import { mailTo } from "~/mail/outbox/mails.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { hasTransport } from "~/platform/mail-settings.server";
import type { Services } from "~/services.server";
import { canonicalAddress, spellingsOf } from "../email-address.server";
import { wasInviteOver } from "../invites/invite.server";
import type { Person } from "../providers/told.server";
import type { AccountFor, Coming, Newcomer } from "./coming";
import { linkIdentity } from "./identities.server";
import { joinByIdentity } from "./join-by-identity.server";

/** How often somebody else may come first. */
const TRIES = 3;

/**
 * Finds the account of somebody whom another site knows, or makes one. By the site's own name for them; by their address
 * only where both the site and the account have proved it. Otherwise whoever joined first with a stranger's address would
 * keep a key to what becomes the stranger's.
 */
export async function accountFor(using: Services, coming: Coming): Promise<AccountFor> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await accountNow(using, coming);
    } catch (error) {
      if (wasInviteOver(error)) return { kind: "refused", why: "invite_over" };
      const isOvertaken = OVERTAKEN.some((constraint) => refusedBy(error, constraint));
      if (!isOvertaken || attempt === TRIES) throw error;
    }
  }
}

/** Constraints that refuse what somebody else has done, or proved, a moment before. */
const OVERTAKEN = ["identities.", "users.email"];

async function accountNow(using: Services, coming: Coming): Promise<AccountFor> {
  const { person, isStranger } = coming;
  const spellings = person.email ? spellingsOf(person.email) : [];
  const email = person.email ? canonicalAddress(person.email) : null;
  const { own, others, isReserved } = await known(using, person, spellings);
  if (own) return { kind: "account", userId: own.id, address: own.email, isWithoutCredits: false };
  if (email === null) return { kind: "refused", why: "no_address_told" };

  const newcomer: Newcomer = { ...coming, email, spellings };
  if (!person.isVerified) return unverified(using, newcomer, others.length > 0 || isReserved);
  const proved = others.find(({ isProved }) => isProved);
  if (proved) return linked(using, coming, proved);
  if (others.some(({ endsAt }) => endsAt === null) && !isStranger) return { kind: "whose", email };
  if (others.length === 0 && isReserved) return { kind: "refused", why: "address_reserved" };
  return joinByIdentity(using, { ...newcomer, instead: others.map(({ id }) => id) });
}

/** What is known of a person at another site, and of accounts with their address; in one round trip. */
async function known({ db }: Services, { issuer, subject }: Person, spellings: string[]) {
  const [[own], others, reserved] = await db.readTogether([
    db
      .selectFrom("identities")
      .innerJoin("users", "users.id", "identities.user_id")
      .select(["users.id", "users.email"])
      .where("identities.issuer", "=", issuer)
      .where("identities.subject", "=", subject),
    db
      .selectFrom("users")
      .leftJoin("newcomers", "newcomers.user_id", "users.id")
      .leftJoin("proved_addresses as proved", (join) =>
        join.onRef("proved.user_id", "=", "users.id").onRef("proved.email", "=", "users.email"),
      )
      .leftJoin("identities as same", (join) =>
        join.onRef("same.user_id", "=", "users.id").on("same.issuer", "=", issuer),
      )
      .select(["users.id", "users.email", "newcomers.ends_at as endsAt"])
      .select(["proved.proved_at as isProved", "same.subject as otherSubject"])
      .where("users.email", "in", spellings)
      .orderBy("users.id"),
    db
      .selectFrom("tokens")
      .select("id")
      .where("purpose", "=", "undo_email")
      .where("email", "in", spellings)
      .where("expires_at", ">", timestamp())
      .limit(1),
  ]);
  return { own, others, isReserved: reserved.length > 0 };
}

type Other = Awaited<ReturnType<typeof known>>["others"][number];

/** An address of which nobody but the person speaks is as good as one that was typed. */
async function unverified(using: Services, newcomer: Newcomer, isTaken: boolean): Promise<AccountFor> {
  if (isTaken && !hasTransport(using.settings)) return { kind: "refused", why: "address_not_verified" };
  return joinByIdentity(using, newcomer);
}

/** Both have proved the address: it is one person, who is told by mail of the way in that they have now. */
async function linked(using: Services, { person, language }: Coming, account: Other): Promise<AccountFor> {
  const { db } = using;
  if (account.otherSubject !== null) return { kind: "refused", why: "way_of_another" };
  await db.atomically([
    linkIdentity(db, account.id, person),
    mailTo(db, { kind: "way_added", userId: account.id, email: account.email, language }),
  ]);
  return { kind: "account", userId: account.id, address: account.email, isWithoutCredits: false };
}
