import type { AppLoadContext } from "@remix-run/cloudflare";
import { factorOf } from "~/accounts/factor/turn-off.server";
import { isFresh } from "~/accounts/role/fresh.server";
import type { Visitor } from "~/accounts/user";
import { type Proof, proofFor } from "~/accounts/ways/ask.server";
import type { FormErrors } from "~/http/forms.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";

/** What shows who somebody is: a code where they have a second factor, else what shows it elsewhere. */
export type Shows = "code" | Proof;

/** What the page asks that stands before an act: it goes on to `back`, where what was typed is found again. */
export type AskToConfirm = { by: Shows; back: string; kept: string; errors?: FormErrors | undefined };

export async function shownBy(request: Request, context: AppLoadContext, operator: Visitor): Promise<Shows> {
  const using = services(context);
  return (await factorOf(using, operator)) ? "code" : proofFor(using, request, operator);
}

/** What is asked of an operator before an act; null where they showed who they are a moment ago. */
export async function askToConfirm(
  request: Request,
  context: AppLoadContext,
  operator: Visitor,
): Promise<AskToConfirm | null> {
  if (isFresh(operator)) return null;
  const typed = [...formOf(context)].filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  const { pathname, search } = addressOf(request);
  const kept = new URLSearchParams(typed).toString();
  return { by: await shownBy(request, context, operator), back: pathname + search, kept };
}
