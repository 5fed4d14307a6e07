import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { uuidv7 } from "uuidv7";
import * as z from "zod";
import { welcome } from "~/credits/ledger.server";
import { type FormErrors, type FormValues, type Parsed, parse, says } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { timestamp } from "~/platform/clock.server";
import { type Db, refusedBy } from "~/platform/db.server";
import { standingFor } from "~/platform/keyed-hash.server";
import { log } from "~/platform/log.server";
import { lengthOf, trimmed } from "~/platform/text/text.server";
import type { Services } from "~/services.server";
import { canonicalAddress, spellingsOf } from "./email-address.server";
import { LONGEST_EMAIL, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./limits";
import { hashPassword, passwordMatches } from "./passwords.server";

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

/** What was typed before and comes along; signing in takes it from the form itself. */
const draft = z.string().optional();

const SignIn = z.object({
  email: email.refine(({ spellings }) => spellings.length > 0, says("email_malformed")),
  draft,
  password: z.string(says("password_empty")).min(1, says("password_empty")),
});

const Join = z.object({
  email: email.transform(({ canonical, ...rest }, context) => {
    if (canonical !== null) return { ...rest, canonical };
    context.addIssue({ code: "custom", message: "email_malformed" satisfies Mistake });
    return z.NEVER;
  }),
  draft,
  password: z
    .string(says("password_not_chosen"))
    .refine((text) => lengthOf(text) >= SHORTEST_PASSWORD, says("password_too_short"))
    .refine((text) => lengthOf(text) <= LONGEST_PASSWORD, says("password_too_long")),
});

/** Who it is, or the form to be shown again; the password is never sent back. */
export type Authenticated =
  | { ok: true; userId: string }
  | { ok: false; errors: FormErrors; values: FormValues };

/** remix-auth asks us who it is; sessions are ours. Strategies: "sign-in" and "join". */
export function authenticator(using: Services, form: FormData): Authenticator<Authenticated> {
  return new Authenticator<Authenticated>()
    .use(new ReadForm(form, ({ form }) => signIn(using, parse(SignIn, form))), "sign-in")
    .use(new ReadForm(form, ({ form }) => join(using, parse(Join, form))), "join");
}

/** The strategy for forms, whose own way reads the body once more: here the form has been read. */
class ReadForm extends FormStrategy<Authenticated> {
  readonly #form: FormData;

  constructor(form: FormData, verify: ConstructorParameters<typeof FormStrategy<Authenticated>>[0]) {
    super(verify);
    this.#form = form;
  }

  override authenticate(request: Request): Promise<Authenticated> {
    return this.verify({ form: this.#form, request });
  }
}

async function signIn(
  { db, settings }: Services,
  form: Parsed<z.output<typeof SignIn>>,
): Promise<Authenticated> {
  if (!form.ok) return withoutPassword(form);
  const userId = await userWith(db, form.value);
  if (userId) return { ok: true, userId };
  const { typed, canonical } = form.value.email;
  log.warn({ event: "sign_in_failed", whom: standingFor(canonical ?? typed, settings.SESSION_SECRETS) });
  return { ok: false, errors: { "": "sign_in_wrong" }, values: { email: typed } };
}

/** The id of the account; null, after the same time, for a wrong password and for an address that nobody has. */
async function userWith(
  db: Db,
  { email, password }: Pick<z.output<typeof SignIn>, "email" | "password">,
): Promise<string | null> {
  const users = await accountsOf(db, email.spellings);
  const user = users.find(({ email: kept }) => kept === email.canonical) ?? users[0];
  return (await passwordMatches(password, user?.password_hash)) && user ? user.id : null;
}

function accountsOf(db: Db, spellings: string[]) {
  return db
    .selectFrom("users")
    .select(["id", "email", "password_hash"])
    .where("email", "in", spellings)
    .execute();
}

async function join({ db, settings }: Services, form: Parsed<z.output<typeof Join>>): Promise<Authenticated> {
  if (!form.ok) return withoutPassword(form);
  const { email, password } = form.value;
  // The account may be under another spelling: for the same one the schema says no.
  if ((await accountsOf(db, email.spellings)).length > 0) return joinedAlready(db, form.value);
  const now = timestamp();
  const userId = uuidv7();
  const user = { id: userId, email: email.canonical, password_hash: await hashPassword(password) };
  try {
    await db.atomically([
      db.insertInto("users").values({ ...user, created_at: now, updated_at: now }),
      ...welcome(db, { userId, amount: settings.SIGNUP_CREDITS }),
    ]);
  } catch (error) {
    if (!refusedBy(error, "users.email")) throw error;
    return joinedAlready(db, form.value);
  }
  return { ok: true, userId };
}

/** Lets in whoever knows the password of an account that is there: most likely the same form, sent twice. */
async function joinedAlready(db: Db, form: z.output<typeof Join>): Promise<Authenticated> {
  const userId = await userWith(db, form);
  return userId
    ? { ok: true, userId }
    : { ok: false, errors: { email: "email_taken" }, values: { email: form.email.typed } };
}

function withoutPassword({ errors, values }: { errors: FormErrors; values: FormValues }): Authenticated {
  return { ok: false, errors, values: { email: values.email ?? "" } };
}
