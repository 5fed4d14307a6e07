import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { askedPassword } from "~/accounts/account-forms.server";
import { refusedCode } from "~/accounts/factor/ask-code.server";
import { code } from "~/accounts/factor/code.server";
import { noteConfirmed } from "~/accounts/role/fresh.server";
import type { Visitor } from "~/accounts/user";
import { refusedWay } from "~/accounts/ways/ask.server";
import { ownPage } from "~/http/addresses.server";
import { formFailed, parse } from "~/http/forms.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { type Shows, shownBy } from "~/operators/confirm.server";
import { requireOperator } from "~/operators/gate.server";
import { keepTyped } from "~/operators/kept.server";
import { services } from "~/services.server";
import { ConfirmPage } from "~/ui/operator/confirm-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ operator }) => operator.confirmTitle, needsScripts: false };

export const headers = headersOfForm;

const along = { back: z.string(), kept: z.string() };
const ByPassword = z.object({ ...along, current_password: askedPassword });
const ByCode = z.object({ ...along, code });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const operator = await requireOperator(request, context);
  // What goes along comes back with a form that failed: the password, or the code, never does.
  const sent = context.form;
  const field = (name: string) => String(sent?.get(name) ?? "");
  return { by: await shownBy(request, context, operator), back: field("back"), kept: field("kept") };
}

/** Notes that it is the operator who sits there, and leads back to what they were about to do. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireOperator(request, context);
  const refused = await refusal({ request, context }, user, await shownBy(request, context, user));
  if (refused) return refused;
  await noteConfirmed(services(context), request, user);
  const form = formOf(context);
  const page = ownPage(String(form.get("back")), request) ?? "/operator";
  const typed = Object.fromEntries(new URLSearchParams(String(form.get("kept"))));
  const cookie = await keepTyped({ request, context }, page.split("?")[0] ?? page, typed);
  return redirectWith({ request, context }, page, { kind: "operator", done: "confirmed" }, [
    ["Set-Cookie", cookie],
  ]);
}

/** The form again where what was sent does not show who they are; else null. */
async function refusal({ request, context }: Asked, user: Visitor, by: Shows) {
  const asked = { request, context, user };
  const form = formOf(context);
  if (by === "code") {
    const read = parse(ByCode, form);
    return read.ok
      ? refusedCode(asked, read.value.code)
      : formFailed(context, { errors: read.errors, values: {} });
  }
  const read = parse(ByPassword, form);
  return read.ok
    ? refusedWay(asked, user, read.value.current_password)
    : formFailed(context, { errors: read.errors, values: {} });
}

export default function Confirm() {
  const ask = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  return <ConfirmPage ask={{ ...ask, errors: again?.errors }} />;
}
