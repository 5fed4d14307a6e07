import { type RawBuilder, sql } from "kysely";
import type * as z from "zod";
import { type Budget, giveTurnsBack } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import type { Parsed } from "~/http/forms.server";
import type { Db } from "~/platform/db.server";
import { standingFor } from "~/platform/keyed-hash.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import type { SignIn } from "./account-forms.server";
import { type Authenticated, tooManyAtOnce, tooOften, withoutPassword } from "./authenticated.server";
import { TooManyPasswords } from "./passwords/hashing.server";
import { passwordMatches } from "./passwords/passwords.server";
import { budgetsOfGuess } from "./sign-in-budgets.server";

type Asked = z.output<typeof SignIn>;

/** An account as signing in needs it. */
export type Account = { id: string; email: string; password_hash: string };

/** Each password that is tried takes a turn before anything is computed, and a right one gives it back. */
export async function signIn(using: Services, request: Request, form: Parsed<Asked>): Promise<Authenticated> {
  if (!form.ok) return withoutPassword(form);
  const { email, password } = form.value;
  const [address = ""] = email.spellings;
  const guess = await budgetsOfGuess(using, request, address);
  const { taken, againAt, further } = await take<Account>(
    using,
    guess,
    accountsOf(using.db, email.spellings),
  );
  const whom = standingFor(address, using.settings.SESSION_SECRETS);
  if (!taken) {
    log.warn({ event: "sign_in_limited", whom });
    return tooOften("sign_in_too_often", email.typed, againAt);
  }
  const known = await judgePassword(using, { email, password }, further, guess);
  if (!known.ok && !known.againAt) log.warn({ event: "sign_in_failed", whom });
  return known;
}

/**
 * Whose account it is; the form again, after the same time, for a wrong password and for an address that nobody has. A
 * turn that nothing was done with is given back.
 */
export async function judgePassword(
  { db }: Services,
  { email, password }: Pick<Asked, "email" | "password">,
  accounts: Account[],
  guess: Budget[],
): Promise<Authenticated> {
  const account = accounts.find(({ email: kept }) => kept === email.canonical) ?? accounts[0];
  try {
    if ((await passwordMatches(password, account?.password_hash)) && account)
      return {
        ...{ ok: true, userId: account.id, address: email.spellings[0] ?? "" },
        also: [giveTurnsBack(db, guess)],
        stillProves: isPasswordOf(account),
      };
  } catch (error) {
    if (!(error instanceof TooManyPasswords)) throw error;
    await db.atomically([giveTurnsBack(db, guess)]);
    return tooManyAtOnce(error, email.typed);
  }
  return { ok: false, errors: { "": "sign_in_wrong" }, values: { email: email.typed } };
}

/** SQL for whether an account's password is still the one whose hash this is. */
export function isPasswordOf({ id, password_hash }: Omit<Account, "email">): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM users AS own WHERE own.id = ${id} AND own.password_hash = ${password_hash})`;
}

/** Query for the accounts under any of the spellings of an address. */
export function accountsOf(db: Db, spellings: string[]) {
  return db.selectFrom("users").select(["id", "email", "password_hash"]).where("email", "in", spellings);
}
