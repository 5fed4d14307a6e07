import { data, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { giveTurnsBack } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { type FormErrors, formFailed, formTooOften, parse } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import type { Asked } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { standingFor } from "~/platform/keyed-hash.server";
import { log } from "~/platform/log.server";
import { services } from "~/services.server";
import { tokenForGuest } from "../bearer.server";
import { letIn, SIGNED_IN } from "../let-in.server";
import { acceptCode, budgetsOfCode } from "./accept-code.server";
import { code } from "./code.server";
import { type CodeSignIn, codeSignIn, countTry, endCodeSignIn, isAsked } from "./code-sign-in.server";
import { CODE_TRIES } from "./limits";

const Form = z.object({ code });

/** The page that asks for a code; whoever is not to be asked is sent to sign in. */
export async function codePage({ request, context }: Asked) {
  const using = services(context);
  const waiting = await codeSignIn(using, request);
  if (!waiting) throw redirect(request.headers.has("Cookie") ? "/login" : `/login?${SIGNED_IN}`, 303);
  const { formToken, headers } = await tokenForGuest(using, request);
  return data({ formToken, over: waiting.isOver ? wayBack(waiting) : null }, { headers });
}

/** How somebody signs in again who was too late: where they were going, and what they had typed. */
function wayBack({ page, draft }: CodeSignIn) {
  return { to: `/login?${new URLSearchParams({ redirectTo: page })}`, draft };
}

/** Lets somebody in whose password was right, when the code is. */
export async function signInByCode({ request, context }: Asked) {
  const using = services(context);
  const { db, settings } = using;
  const waiting = await codeSignIn(using, request);
  if (!waiting) return redirect("/login", 303);
  const again = (errors: FormErrors, againAt?: string) => ({ errors, againAt });
  if (waiting.isOver) return formFailed(context, again({ "": "code_over" }));
  const read = parse(Form, formOf(context));
  if (!read.ok) return formFailed(context, again(read.errors));
  const { userId, address, page, draft } = waiting;
  const whom = standingFor(address, settings.SESSION_SECRETS);
  const turns = await budgetsOfCode(using, request, { userId, address, code: read.value.code });
  const { taken, againAt, further } = await take<{ tries: number }>(using, turns, countTry(db, waiting));
  if (!taken) {
    log.warn({ event: "code_limited", whom });
    return formTooOften(context, again({ "": "code_too_often" }, againAt), againAt);
  }
  const [{ tries } = { tries: Number.POSITIVE_INFINITY }] = further;
  const told = { email: address, language: languageOf(request) };
  const accepted = tries <= CODE_TRIES ? await acceptCode(using, userId, read.value.code, told) : null;
  if (!accepted) {
    log.warn({ event: "code_failed", whom });
    return formFailed(context, again(tries < CODE_TRIES ? { code: "code_wrong" } : { "": "code_over" }));
  }
  const { recoveryCodesLeft: left } = accepted;
  const answer = await letIn(
    { request, context },
    {
      ...{ userId, address, page, draft, isProvenTwice: true, stillProves: isAsked(waiting) },
      also: [giveTurnsBack(db, turns), endCodeSignIn(db, waiting)],
      notice: left === null ? null : { kind: "recovery_code_used", left },
    },
  );
  return answer.kind === "in" ? answer.way : formFailed(context, again({ "": answer.why }));
}
