import type { ActionFunctionArgs, HeadersFunction } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import * as z from "zod";
import { knownPassword } from "~/accounts/account-forms.server";
import { refusedPassword } from "~/accounts/recovery/ask-password.server";
import { noteConfirmed } from "~/accounts/role/fresh.server";
import { ownPage } from "~/http/addresses.server";
import { formFailed, parse } from "~/http/forms.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { requireOperator } from "~/operators/gate.server";
import { keepTyped } from "~/operators/kept.server";
import { services } from "~/services.server";
import { ConfirmPage } from "~/ui/operator/confirm-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ operator }) => operator.confirmTitle, needsScripts: false };

/** A form that came too often says when it may come again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

const Confirm = z.object({ current_password: knownPassword, back: z.string(), kept: z.string() });

export async function loader({ request, context }: ActionFunctionArgs) {
  await requireOperator(request, context);
  return null;
}

/** Notes that it is the operator who sits there, and leads back to what they were about to do. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireOperator(request, context);
  const read = parse(Confirm, formOf(context));
  const { back = "", kept = "" } = read.ok ? read.value : read.values;
  const values = { back, kept };
  if (!read.ok) return formFailed(context, { errors: read.errors, values });
  const { current_password } = read.value;
  const refused = await refusedPassword({ request, context, user }, current_password, values);
  if (refused) return refused;
  await noteConfirmed(services(context), request, user);
  const page = ownPage(back, request) ?? "/operator";
  const path = page.split("?")[0] ?? page;
  const typed = Object.fromEntries(new URLSearchParams(kept));
  const cookie = await keepTyped({ request, context }, path, typed);
  return redirectWith({ request, context }, page, { kind: "operator", done: "confirmed" }, [
    ["Set-Cookie", cookie],
  ]);
}

export default function Confirmed() {
  const again = useActionData<typeof action>();
  const { back = "", kept = "" } = again?.values ?? {};
  return <ConfirmPage ask={{ back, kept, errors: again?.errors }} />;
}
