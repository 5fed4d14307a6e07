import { uuidv7 } from "uuidv7";
import { take } from "~/budgets/take.server";
import { networkAddress } from "~/http/door/network-address.server";
import { timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import { hasTransport } from "~/platform/mail-settings.server";
import type { Services } from "~/services.server";
import { entryFor, entryNow, spendInvite } from "../invites/invite.server";
import { joinByMail } from "../proving/newcomer.server";
import { noteProved } from "../proving/note-proved.server";
import { budgetsOfJoin } from "../sign-in-budgets.server";
import { freeCredits } from "../welcome/free-credits.server";
import type { AccountFor, Newcomer } from "./coming";
import { addIdentity } from "./identities.server";
import { NO_PASSWORD } from "./no-password";
import { takeAddressFrom } from "./take-address.server";

/** Makes an account for somebody whom another site knows, as joining by a password does: if they may join, and at its costs. */
export async function joinByIdentity(using: Services, newcomer: Newcomer): Promise<AccountFor> {
  const { request, invite, person } = newcomer;
  const entry = await entryNow(using, entryFor(using, invite));
  if (entry.kind === "refused") return { kind: "refused", why: entry.why };
  const isByMail = !person.isVerified && hasTransport(using.settings);
  const { taken, againAt } = await take(using, budgetsOfJoin(using, request, { isByMail }));
  if (!taken) return { kind: "refused", why: "join_too_often", againAt };
  const userId = uuidv7();
  const also = [...spendInvite(using, entry, userId), addIdentity(using.db, userId, person)];
  return isByMail ? byMail(using, newcomer, userId, also) : atOnce(using, newcomer, userId, also);
}

/** The address is the site's word, and not even its own: it is proved by a mail first. */
async function byMail(
  using: Services,
  { email, spellings, draft, language }: Newcomer,
  userId: string,
  also: Query[],
): Promise<AccountFor> {
  const asked = { userId, spellings, email, draft: draft || undefined, language, isKnown: false };
  await joinByMail(using, { ...asked, password_hash: NO_PASSWORD, ofNewcomer: also }, []);
  return { kind: "by_mail", userId };
}

/** @throws what the schema refuses: somebody else has the address, or is this person, by now. */
async function atOnce(
  using: Services,
  { request, person, email, spellings, instead = [] }: Newcomer,
  userId: string,
  also: Query[],
): Promise<AccountFor> {
  const { db, settings } = using;
  const now = timestamp();
  const before = [
    ...instead.flatMap((other) => takeAddressFrom(db, other, spellings)),
    db
      .insertInto("users")
      .values({ id: userId, email, password_hash: NO_PASSWORD, created_at: now, updated_at: now }),
  ];
  const network = networkAddress(request, settings);
  const results = await db.atomically([
    ...before,
    ...freeCredits(using, { userId, address: email, network }),
    ...also,
    ...(person.isVerified ? [noteProved(db, userId, email)] : []),
  ]);
  const isWithoutCredits = settings.SIGNUP_CREDITS > 0 && (results[before.length] ?? []).length === 0;
  return { kind: "account", userId, address: email, isWithoutCredits };
}
