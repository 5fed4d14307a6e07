import { data, redirect } from "@remix-run/cloudflare";
import {
  type FormErrors,
  type FormValues,
  formFailed,
  formTooOften,
  hasFailedForm,
} from "~/http/forms.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { hasTransport } from "~/platform/mail-settings.server";
import { type Services, services } from "~/services.server";
import { authenticator } from "./authenticator.server";
import { tokenForGuest } from "./bearer.server";
import { DRAFT_PAGE, keepDraft } from "./drafts.server";
import { returnPath, visitor } from "./gate.server";
import { rememberBrowser } from "./known-browser.server";
import { standingOf } from "./proving/prove.server";
import { openSession } from "./sessions.server";
import type { User } from "./user";

/** Joining and signing in ask the same of a visitor, and leave them in the same place. */
type Way = "join" | "sign-in";

/** A form to be shown again. `draft` is what was typed before, as a form sends it, to go on with the form. */
export type FormAgain = {
  errors: FormErrors | undefined;
  values: FormValues;
  draft: string;
  /** From when on the form is taken again, when it came too often. */
  againAt: string | undefined;
};

/** Marks the address of somebody who is to look into their mail. */
const SENT = "sent";

/** Marks the address of somebody who has just signed in, by a browser that may keep no cookies. */
const SIGNED_IN = "signed_in";

/** What the page of either form shows; who is signed in already goes on. */
export async function signInPage<More extends object>({ request, context }: Asked, more: More) {
  if (await visitor(request, context)) throw redirect(returnPath(request), 303);
  const isCookieLost = addressOf(request).searchParams.has(SIGNED_IN);
  return guestPage({ request, context }, { isCookieLost, ...more });
}

/** What the page of a form shows that people who are not signed in may send. */
export async function guestPage<More extends object>({ request, context }: Asked, more: More, status = 200) {
  // A form that failed comes back as it was: two visitors with the same mistake are shown the same.
  const { formToken, headers } = hasFailedForm(context)
    ? { formToken: undefined, headers: [] }
    : await tokenForGuest(services(context), request);
  return data({ formToken, ...more }, { headers, status });
}

/** Orders a draft for somebody who has just joined: the page of what is made, or null where that cannot be. */
type Ordering = (using: Services, user: User, draft: string) => Promise<string | null>;

export async function signInBy(way: Way, { request, context }: Asked, ordering?: Ordering) {
  const using = services(context);
  const form = formOf(context);
  const draft = textIn(form, "draft");
  // The draft came alone, from the other of the two forms or from an order: there is nothing to judge.
  if (draft && !form.has("email") && !form.has("password")) return again({ errors: undefined, draft });
  const known = await authenticator(using, form).authenticate(way, request);
  if (!known.ok && known.isByMail) return redirect(`/join?${SENT}`, 303);
  if (!known.ok)
    return known.againAt
      ? formTooOften(context, again({ ...known, draft }), known.againAt)
      : formFailed(context, again({ ...known, draft }));
  const session = await openSession(using, request, known.userId, known.also);
  const browser = await rememberBrowser(using, request, known.address);
  const ordered = draft && ordering && (await ordering(using, await userOf(using, known.userId), draft));
  if (draft && !ordered) await keepDraft(using, known.userId, draft);
  const cookies = [session, browser].map((cookie): [string, string] => ["Set-Cookie", cookie]);
  const firstPage = draft ? DRAFT_PAGE : await pageAfter(using, request, known.userId);
  const to = wayOn(request, ordered || firstPage);
  return known.isWithoutCredits
    ? redirectWith({ request, context }, to, { kind: "no_free_credits" }, cookies)
    : redirect(to, { status: 303, headers: cookies });
}

/** Where somebody goes who has signed in; who has not proved their address reads first what they lack. */
async function pageAfter(using: Services, request: Request, userId: string): Promise<string> {
  if (!hasTransport(using.settings)) return returnPath(request);
  const { endsAt } = await standingOf(using, userId);
  return endsAt ? "/account" : returnPath(request);
}

function userOf({ db }: Services, id: string): Promise<User> {
  return db
    .selectFrom("users")
    .select(["id", "email", "credits"])
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
}

/** The way to a page. A browser that sent no cookie may keep none, and goes by the form, which sends on whoever has a session. */
function wayOn(request: Request, page: string): string {
  if (request.headers.has("Cookie")) return page;
  return `/login?${new URLSearchParams({ redirectTo: page, [SIGNED_IN]: "" })}`;
}

function again({
  errors,
  values = {},
  draft,
  againAt,
}: {
  errors: FormErrors | undefined;
  values?: FormValues;
  draft: string;
  againAt?: string | undefined;
}): FormAgain {
  return { errors, values, draft, againAt };
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
