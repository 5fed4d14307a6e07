import type { AppLoadContext } from "@remix-run/cloudflare";
import { take } from "~/budgets/take.server";
import { type FormErrors, type FormValues, formFailed, formTooOften } from "~/http/forms.server";
import { SECOND, timestamp } from "~/platform/clock.server";
import { services } from "~/services.server";
import { type Account, accountsOf, judgePassword } from "../password-sign-in.server";
import { TooManyPasswords } from "../passwords/hashing.server";
import { hasPassword } from "../passwords/passwords.server";
import { budgetsOfGuess } from "../sign-in-budgets.server";
import type { User } from "../user";

/** A form about an account, to be shown again. */
type Again = { errors: FormErrors; values: FormValues };

/**
 * Asks somebody who is signed in for their password once more, before what only they may do: a browser may have been left
 * open. Null when it is theirs, else the form again. Tries are counted as those at the sign-in form are.
 */
export async function refusedPassword(
  { request, context, user }: { request: Request; context: AppLoadContext; user: User },
  password: string,
  values: FormValues = {},
) {
  const using = services(context);
  const guess = await budgetsOfGuess(using, request, user.email);
  const { taken, againAt, further } = await take<Account>(using, guess, accountsOf(using.db, [user.email]));
  const again = (errors: FormErrors): Again => ({ errors, values });
  if (!taken) return formTooOften(context, again({ "": "sign_in_too_often" }), againAt);
  const email = { typed: user.email, canonical: user.email, spellings: [user.email] };
  const known = await judgePassword(using, { email, password }, further, guess);
  if (known.ok) {
    await using.db.atomically(known.also);
    return null;
  }
  if (known.againAt) return formTooOften(context, again(known.errors), known.againAt);
  // It is their own account, so there is nothing to hide; and it took as long.
  const mistake = hasPassword(further[0]?.password_hash) ? "password_wrong" : "password_none";
  return formFailed(context, again({ current_password: mistake }));
}

/** What comes of work that hashes a password, or the form again while too many others have theirs hashed. */
export async function unlessCrowded<Result>(context: AppLoadContext, work: () => Promise<Result>) {
  try {
    return { result: await work(), crowded: null };
  } catch (error) {
    if (!(error instanceof TooManyPasswords)) throw error;
    const again: Again = { errors: { "": "sign_in_crowded" }, values: {} };
    const crowded = formTooOften(context, again, timestamp(error.retryAfterSeconds * SECOND));
    return { result: null, crowded };
  }
}
