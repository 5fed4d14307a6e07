import { data, redirect } from "@remix-run/cloudflare";
import {
  type FormErrors,
  type FormValues,
  formFailed,
  formTooOften,
  hasFailedForm,
} from "~/http/forms.server";
import type { Asked } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { authenticator } from "./authenticator.server";
import { tokenForGuest } from "./bearer.server";
import { returnPath, visitor } from "./gate.server";
import { letIn, type Ordering, SIGNED_IN } from "./let-in.server";
import { rememberJoin } from "./proving/joined-here.server";

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

/** Marks the address of somebody who is signed in and is to show once more that it is they. */
const ANEW = "anew";

/** Marks the address of somebody who is to look into their mail. */
const SENT = "sent";

/** What the page of either form shows; who is signed in already goes on, unless they are to sign in once more. */
export async function signInPage<More extends object>({ request, context }: Asked, more: More) {
  const { searchParams } = addressOf(request);
  if (!searchParams.has(ANEW) && (await visitor(request, context))) throw redirect(returnPath(request), 303);
  const isCookieLost = searchParams.has(SIGNED_IN);
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

export async function signInBy(way: Way, { request, context }: Asked, ordering?: Ordering) {
  const using = services(context);
  const form = formOf(context);
  const draft = textIn(form, "draft");
  // The draft came alone, from the other of the two forms or from an order: there is nothing to judge.
  if (draft && !form.has("email") && !form.has("password")) return formAgain({ errors: undefined, draft });
  const known = await authenticator(using, form).authenticate(way, request);
  if (!known.ok && known.joinedByMail) return lookIntoMail({ request, context }, known.joinedByMail);
  if (!known.ok)
    return known.againAt
      ? formTooOften(context, formAgain({ ...known, draft }), known.againAt)
      : formFailed(context, formAgain({ ...known, draft }));
  const answer = await letIn(
    { request, context },
    {
      ...{ userId: known.userId, address: known.address },
      ...{ also: known.also, stillProves: known.stillProves },
      ...{ draft, page: returnPath(request), isProvenTwice: false },
      notice: known.isWithoutCredits ? { kind: "no_free_credits" } : null,
    },
    ordering,
  );
  if (answer.kind === "in") return answer.way;
  return formFailed(
    context,
    formAgain({ errors: { "": answer.why }, values: { email: textIn(form, "email") }, draft }),
  );
}

/** The way to the page that says so, by a browser that is known from now on as the one that joined. */
export async function lookIntoMail(
  { request, context }: Asked,
  userId: string,
  cookies: [name: string, value: string][] = [],
) {
  const joined = await rememberJoin(services(context), request, userId);
  return redirect(`/join?${SENT}`, { status: 303, headers: [["Set-Cookie", joined], ...cookies] });
}

export function formAgain({
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
