import { type AppLoadContext, data } from "@remix-run/cloudflare";
import { factorOf } from "~/accounts/factor/turn-off.server";
import { isFresh } from "~/accounts/role/fresh.server";
import type { Visitor } from "~/accounts/user";
import { type Proof, proofFor } from "~/accounts/ways/ask.server";
import type { FormErrors } from "~/http/forms.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { keepTyped } from "./kept.server";

/** What shows who somebody is: a code where they have a second factor, else what shows it elsewhere. */
export type Shows = "code" | Proof;

/** What the page asks that stands before an act: it goes on to `back`, where what was typed is found again. */
export type AskToConfirm = { by: Shows; back: string; kept: string; errors?: FormErrors | undefined };

export async function shownBy(request: Request, context: AppLoadContext, operator: Visitor): Promise<Shows> {
  const using = services(context);
  const [factor, proof] = await Promise.all([factorOf(using, operator), proofFor(using, request, operator)]);
  return factor ? "code" : proof;
}

/**
 * The answer that asks an operator who they are before an act; null where they showed it a moment ago. To whoever signs in
 * once more for it, what they typed comes back by a cookie; else it goes along with the form that asks.
 */
export async function askToConfirm(request: Request, context: AppLoadContext, operator: Visitor) {
  if (isFresh(operator)) return null;
  const typed = [...formOf(context)].filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  const { pathname, search } = addressOf(request);
  const kept = new URLSearchParams(typed).toString();
  const by = await shownBy(request, context, operator);
  const asks: AskToConfirm = { by, back: pathname + search, kept };
  const isAway = by === "sign_in";
  const cookies: [string, string][] = isAway
    ? [["Set-Cookie", await keepTyped({ request, context }, pathname, Object.fromEntries(typed))]]
    : [];
  return data({ asks }, { headers: cookies });
}
