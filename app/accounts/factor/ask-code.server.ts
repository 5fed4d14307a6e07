import type { AppLoadContext } from "@remix-run/cloudflare";
import { giveTurnsBack } from "~/budgets/budget.server";
import { take } from "~/budgets/take.server";
import { type FormErrors, formFailed, formTooOften } from "~/http/forms.server";
import { services } from "~/services.server";
import type { User } from "../user";
import { acceptCode, budgetsOfCode } from "./accept-code.server";
import type { Code } from "./code.server";

/** Asks somebody who is signed in for a code once more, before the factor is changed. Null when it was taken, else the form again. */
export async function refusedCode(
  { request, context, user }: { request: Request; context: AppLoadContext; user: User },
  code: Code,
) {
  const using = services(context);
  const again = (errors: FormErrors) => ({ errors, values: {} });
  const turns = await budgetsOfCode(using, request, { userId: user.id, address: user.email, code });
  const { taken, againAt } = await take(using, turns);
  if (!taken) return formTooOften(context, again({ code: "code_too_often" }), againAt);
  if (!(await acceptCode(using, user.id, code))) return formFailed(context, again({ code: "code_wrong" }));
  await using.db.atomically([giveTurnsBack(using.db, turns)]);
  return null;
}
