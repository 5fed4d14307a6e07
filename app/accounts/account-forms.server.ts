import * as z from "zod";
import { says } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { lengthOf, trimmed } from "~/platform/text/text.server";
import { canonicalAddress, spellingsOf } from "./email-address.server";
import { LONGEST_EMAIL, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./limits";

/** An e-mail address as it was typed, to be shown again, and as it may be kept. */
const email = z
  .string(says("email_empty"))
  .transform(trimmed)
  .refine((typed) => typed !== "", { ...says("email_empty"), abort: true })
  .refine((typed) => (canonicalAddress(typed) ?? typed).length <= LONGEST_EMAIL, {
    ...says("email_too_long"),
    abort: true,
  })
  .transform((typed) => ({ typed, canonical: canonicalAddress(typed), spellings: spellingsOf(typed) }));

/** The address of an account that may be there. */
export const knownEmail = email.refine(({ spellings }) => spellings.length > 0, says("email_malformed"));

/** An address that an account is to have. */
export const chosenEmail = email.transform(({ canonical, ...rest }, context) => {
  if (canonical !== null) return { ...rest, canonical };
  context.addIssue({ code: "custom", message: "email_malformed" satisfies Mistake });
  return z.NEVER;
});

export const knownPassword = z.string(says("password_empty")).min(1, says("password_empty"));

/** The password of somebody who may have none, and then is asked for none. */
export const askedPassword = z.string().default("");

/** A password that is being chosen; whether it is a weak one depends on whose it is. */
export const chosenPassword = z
  .string(says("password_not_chosen"))
  .refine((text) => lengthOf(text) >= SHORTEST_PASSWORD, says("password_too_short"))
  .refine((text) => lengthOf(text) <= LONGEST_PASSWORD, says("password_too_long"));

/** What was typed before and comes along; signing in takes it from the form itself. */
const draft = z.string().optional();

/** The form with which people sign in. */
export const SignIn = z.object({ email: knownEmail, draft, password: knownPassword });

/** The form with which people join. */
export const Join = z.object({ email: chosenEmail, draft, password: chosenPassword });
