import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { askToConfirm } from "~/accounts/proving/newcomer.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { postOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { sendSoon } from "~/mail/send.server";
import { hasTransport } from "~/platform/mail-settings.server";
import { services } from "~/services.server";

export const loader = postOnly;

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account");
  const using = services(context);
  found(hasTransport(using.settings) || null);
  await askToConfirm(using, user, languageOf(request));
  sendSoon(using);
  return redirectWith({ request, context }, "/account", { kind: "account", done: "confirm_sent" });
}

// A component, so that the refusal above is shown as a page.
export default function Confirm() {
  return null;
}
