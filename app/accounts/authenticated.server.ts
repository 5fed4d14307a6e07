import type { RawBuilder } from "kysely";
import type { FormErrors, FormValues } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { SECOND, timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import type { TooManyPasswords } from "./passwords/hashing.server";

/**
 * Who it is, or the form to be shown again; the password is never sent back. `address` is what the person was known by;
 * `also` is run with what lets them in, as long as `stillProves`, a condition of SQL, holds; `isWithoutCredits` says that this newcomer did not get the free ones. Where `againAt` is said nothing was looked at, and nothing will be before. `joinedByMail`: whoever joined is
 * told to look into their mail, whether there was an account already or not; it is the id of the one that was made, or that would have been.
 */
export type Authenticated =
  | ({ ok: true; userId: string; address: string; isWithoutCredits?: boolean } & LettingIn)
  | { ok: false; errors: FormErrors; values: FormValues; againAt?: string; joinedByMail?: string };

type LettingIn = { also: Query[]; stillProves: RawBuilder<boolean> };

export function withoutPassword(form: { errors: FormErrors; values: FormValues }): Authenticated {
  return { ok: false, errors: form.errors, values: { email: form.values.email ?? "" } };
}

/** The answer to a form that came too often; what was typed is shown again. */
export function tooOften(mistake: Mistake, typed: string, againAt: string): Authenticated {
  return { ok: false, errors: { "": mistake }, values: { email: typed }, againAt };
}

/** The answer while too many others sign in at this moment. */
export function tooManyAtOnce({ retryAfterSeconds }: TooManyPasswords, typed: string): Authenticated {
  return tooOften("sign_in_crowded", typed, timestamp(retryAfterSeconds * SECOND));
}
