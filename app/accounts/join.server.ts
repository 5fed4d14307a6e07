import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type * as z from "zod";
import { type Budget, giveTurnsBack } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { networkAddress } from "~/http/door/network-address.server";
import type { Parsed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import type { Mistake } from "~/http/mistakes";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { hasTransport } from "~/platform/mail-settings.server";
import type { Services } from "~/services.server";
import type { Join } from "./account-forms.server";
import { type Authenticated, tooManyAtOnce, tooOften, withoutPassword } from "./authenticated.server";
import { type Entry, entryNow, entryOf, spendInvite, wasInviteOver } from "./invites/invite.server";
import { type Account, accountsOf, isPasswordOf, judgePassword } from "./password-sign-in.server";
import { TooManyPasswords } from "./passwords/hashing.server";
import { hashPassword } from "./passwords/passwords.server";
import { joinByMail } from "./proving/newcomer.server";
import { isFree } from "./recovery/change-email.server";
import { budgetsOfGuess, budgetsOfJoin } from "./sign-in-budgets.server";
import { weaknessOf } from "./weak-passwords/weak-password.server";
import { freeCredits } from "./welcome/free-credits.server";

type Asked = z.output<typeof Join>;

/** Joining is a way to try passwords too, for an account that is there: it takes the same turns, and a new one gives them back. */
export async function join(using: Services, request: Request, form: Parsed<Asked>): Promise<Authenticated> {
  if (!form.ok) return withoutPassword(form);
  const { db } = using;
  const { email, password } = form.value;
  const entry = entryOf(using, request);
  if (entry.kind === "refused") return refusedTo(entry.why, email.typed);
  const weakness = weaknessOf(password, email.canonical, using.settings.SITE_NAME);
  if (weakness) return { ok: false, errors: { password: weakness }, values: { email: email.typed } };
  const guess = await budgetsOfGuess(using, request, email.canonical);
  const accounts = accountsOf(db, email.spellings);
  const isByMail = hasTransport(using.settings);
  const turns = [...guess, ...budgetsOfJoin(using, request, { isByMail })];
  const { taken, againAt, further } = await take<Account>(using, turns, accounts);
  if (!taken) return tooOften("join_too_often", email.typed, againAt);
  try {
    if (isByMail) return await byMail(using, request, form.value, { further, guess, entry });
    // The account may be under another spelling: for the same one the schema says no.
    if (further.length > 0) return joinedAlready(using, form.value, further, guess);
    return await newAccount(using, form.value, {
      ...{ guess, entry, network: networkAddress(request, using.settings) },
    });
  } catch (error) {
    if (error instanceof TooManyPasswords) {
      await db.atomically([giveTurnsBack(db, turns)]);
      return tooManyAtOnce(error, email.typed);
    }
    if (wasInviteOver(error)) return refusedTo("invite_over", email.typed);
    if (!refusedBy(error, "users.email")) throw error;
    return joinedAlready(using, form.value, await accounts.execute(), guess);
  }
}

/** The same work for an address that is known and for one that is not; no password of an account is looked at. */
async function byMail(
  using: Services,
  request: Request,
  { email, password, draft }: Asked,
  { further, guess, entry }: { further: Account[]; guess: Budget[]; entry: Entry },
): Promise<Authenticated> {
  const now = await entryNow(using, entry);
  if (now.kind === "refused") return refusedTo(now.why, email.typed);
  const userId = uuidv7();
  const asked = {
    ...{ userId, spellings: email.spellings, email: email.canonical, draft },
    ...{ password_hash: await hashPassword(password), language: languageOf(request) },
    ofNewcomer: spendInvite(using, entry, userId),
  };
  await joinByMail(using, { ...asked, isKnown: further.length > 0 }, [giveTurnsBack(using.db, guess)]);
  return { ok: false, errors: {}, values: {}, joinedByMail: userId };
}

/** @throws what the schema refuses, and TooManyPasswords. */
async function newAccount(
  using: Services,
  { email, password }: Asked,
  { guess, entry, network }: { guess: Budget[]; entry: Entry; network: string | null },
): Promise<Authenticated> {
  const { db, settings } = using;
  const now = timestamp();
  const userId = uuidv7();
  const user = { id: userId, password_hash: await hashPassword(password) };
  // An address to which somebody may come back is nobody's meanwhile: it is NULL, which its column refuses.
  const free = sql<string>`CASE WHEN ${isFree(email.spellings, userId)} THEN ${email.canonical} END`;
  const [, given = []] = await db.atomically([
    db.insertInto("users").values({ ...user, email: free, created_at: now, updated_at: now }),
    ...freeCredits(using, { userId, address: email.canonical, network }),
    giveTurnsBack(db, guess),
    ...spendInvite(using, entry, userId),
  ]);
  const isWithoutCredits = settings.SIGNUP_CREDITS > 0 && given.length === 0;
  const stillProves = isPasswordOf(user);
  return { ok: true, userId, address: email.canonical, also: [], stillProves, isWithoutCredits };
}

function refusedTo(why: Mistake, typed: string): Authenticated {
  return { ok: false, errors: { "": why }, values: { email: typed } };
}

/** Lets in whoever knows the password of an account that is there: most likely the same form, sent twice. */
async function joinedAlready(
  using: Services,
  form: Asked,
  accounts: Account[],
  guess: Budget[],
): Promise<Authenticated> {
  const known = await judgePassword(using, form, accounts, guess);
  if (known.ok || known.againAt) return known;
  return { ...known, errors: { email: "email_taken" } };
}
