import type { AppLoadContext } from "@remix-run/cloudflare";
import { isFresh } from "~/accounts/role/fresh.server";
import type { Visitor } from "~/accounts/user";
import type { FormErrors, FormValues } from "~/http/forms.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";

/** What the page asks that stands before an act: it goes on to `back`, where what was typed is found again. */
export type AskToConfirm = {
  back: string;
  kept: string;
  errors?: FormErrors | undefined;
  values?: FormValues;
};

/** What is asked of an operator before an act; null where they showed who they are a moment ago. */
export function askToConfirm(
  request: Request,
  context: AppLoadContext,
  operator: Visitor,
): AskToConfirm | null {
  if (isFresh(operator)) return null;
  const typed = [...formOf(context)].filter(
    (field): field is [string, string] => typeof field[1] === "string",
  );
  const { pathname, search } = addressOf(request);
  return { back: pathname + search, kept: new URLSearchParams(typed).toString() };
}
