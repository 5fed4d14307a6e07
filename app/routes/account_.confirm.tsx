import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { askToConfirm } from "~/accounts/proving/newcomer.server";
import { budgetsOfMail } from "~/accounts/recovery/mail-budgets.server";
import { take } from "~/budgets/take.server";
import { formTooOften } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { formOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { sendSoon } from "~/mail/send.server";
import { hasTransport } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { ToBeConfirmed } from "~/ui/account/to-be-confirmed";
import { TooOften } from "~/ui/page/again/too-often";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.notConfirmed, takesFormsOnly: true };

export const headers = headersOfForm;

export const loader = formOnly;

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account");
  const using = services(context);
  found(hasTransport(using.settings) || null);
  const turn = await take(using, budgetsOfMail(using, request));
  if (!turn.taken) return formTooOften(context, { endsAt: user.endsAt }, turn.againAt);
  await askToConfirm(using, user, languageOf(request));
  sendSoon(using);
  return redirectWith({ request, context }, "/account", { kind: "account", done: "confirm_sent" });
}

/** The form that came too often; and a component, so that the refusal above is shown as a page. */
export default function Confirm() {
  const { recovery } = useWords();
  const sent = useActionData<typeof action>();
  if (!sent) return null;
  return (
    <TooOften why="mails_too_often" againAt={sent.againAt} back={{ to: "/account", text: recovery.account }}>
      <ToBeConfirmed endsAt={sent.endsAt} />
    </TooOften>
  );
}
