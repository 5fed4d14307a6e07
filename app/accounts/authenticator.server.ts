import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { uuidv7 } from "uuidv7";
import * as z from "zod";
import { welcome } from "~/credits/ledger.server";
import { type FormErrors, type FormValues, type Parsed, parse, says } from "~/http/forms.server";
import { timestamp } from "~/platform/clock.server";
import { type Db, refusedBy } from "~/platform/db.server";
import { standingFor } from "~/platform/keyed-hash.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./limits";
import { hashPassword, passwordMatches } from "./passwords.server";

const email = z
  .string(says("email_empty"))
  .trim()
  .toLowerCase()
  .min(1, says("email_empty"))
  .max(254, says("email_too_long"))
  .refine((text) => z.email().safeParse(text).success, says("email_malformed"));

/** What was typed before, which comes along; `sign-in.server.ts` takes it. */
const draft = z.string().optional();

const SignIn = z.object({
  email,
  draft,
  password: z.string(says("password_empty")).min(1, says("password_empty")),
});

const Join = z.object({
  email,
  draft,
  password: z
    .string(says("password_not_chosen"))
    .min(SHORTEST_PASSWORD, says("password_too_short"))
    .max(LONGEST_PASSWORD, says("password_too_long")),
});

/** The password is never sent back. */
export type Authenticated =
  | { ok: true; userId: string }
  | { ok: false; errors: FormErrors; values: FormValues };

/** remix-auth reads the form and asks us who it is; sessions are ours. Strategies: "sign-in" and "join". */
export function authenticator(using: Services): Authenticator<Authenticated> {
  return new Authenticator<Authenticated>()
    .use(new FormStrategy(async ({ form }) => signIn(using, parse(SignIn, form))), "sign-in")
    .use(new FormStrategy(async ({ form }) => join(using, parse(Join, form))), "join");
}

async function signIn(
  { db, settings }: Services,
  form: Parsed<z.output<typeof SignIn>>,
): Promise<Authenticated> {
  if (!form.ok) return withoutPassword(form);
  const userId = await userWith(db, form.value);
  if (userId) return { ok: true, userId };
  log.warn({ event: "sign_in_failed", whom: standingFor(form.value.email, settings.SESSION_SECRETS) });
  return { ok: false, errors: { "": "sign_in_wrong" }, values: { email: form.value.email } };
}

/** Null, and after as long, for an address that nobody has as for a wrong password. */
async function userWith(
  db: Db,
  { email, password }: Pick<z.output<typeof SignIn>, "email" | "password">,
): Promise<string | null> {
  const user = await db
    .selectFrom("users")
    .select(["id", "password_hash"])
    .where("email", "=", email)
    .executeTakeFirst();
  return (await passwordMatches(password, user?.password_hash)) && user ? user.id : null;
}

async function join({ db, settings }: Services, form: Parsed<z.output<typeof Join>>): Promise<Authenticated> {
  if (!form.ok) return withoutPassword(form);
  const { email, password } = form.value;
  const now = timestamp();
  const userId = uuidv7();
  const password_hash = await hashPassword(password);
  try {
    await db.atomically([
      db.insertInto("users").values({ id: userId, email, password_hash, created_at: now, updated_at: now }),
      ...welcome(db, { userId, amount: settings.SIGNUP_CREDITS }),
    ]);
  } catch (error) {
    if (!refusedBy(error, "users.email")) throw error;
    // Whoever knows its password: most likely the same form, sent twice.
    const known = await userWith(db, form.value);
    return known
      ? { ok: true, userId: known }
      : { ok: false, errors: { email: "email_taken" }, values: { email } };
  }
  return { ok: true, userId };
}

function withoutPassword({ errors, values }: { errors: FormErrors; values: FormValues }): Authenticated {
  return { ok: false, errors, values: { email: values.email ?? "" } };
}
