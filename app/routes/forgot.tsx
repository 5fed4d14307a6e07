import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readForgot } from "~/accounts/recovery/forms.server";
import { budgetsOfMail } from "~/accounts/recovery/mail-budgets.server";
import { askForReset } from "~/accounts/recovery/reset.server";
import { guestPage } from "~/accounts/sign-in.server";
import { take } from "~/budgets/take.server";
import { formFailed, formTooOften } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { addressOf } from "~/platform/address.server";
import { mailsAreRead } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { EmailField } from "~/ui/account/email-field";
import { LookIntoMail } from "~/ui/account/look-into-mail";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.forgotTitle, needsScripts: false };

export const headers = headersOfForm;

/** Marks the address of somebody who has asked for a link. */
const SENT = "sent";

export async function loader({ request, context }: LoaderFunctionArgs) {
  found(mailsAreRead(services(context).settings) || null);
  const isSent = addressOf(request).searchParams.has(SENT);
  return guestPage({ request, context }, { isSent });
}

/** The answer is the same, and takes as long, whether there is an account or not. */
export async function action({ request, context }: ActionFunctionArgs) {
  const using = services(context);
  found(mailsAreRead(using.settings) || null);
  const read = readForgot(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const { email } = read.value;
  const turn = await take(using, budgetsOfMail(using, request));
  const again = { errors: { "": "mails_too_often" as const }, values: { email: email.typed } };
  if (!turn.taken) return formTooOften(context, again, turn.againAt);
  await askForReset(using, { ...email, language: languageOf(request) });
  sendSoon(using);
  return redirect(`/forgot?${SENT}`, 303);
}

export default function Forgot() {
  const { recovery } = useWords();
  const { isSent, formToken } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  if (isSent && !again)
    return (
      <LookIntoMail said={recovery.resetSent}>
        <a href="/forgot">{recovery.sendAgain}</a>
      </LookIntoMail>
    );
  return (
    <FormPage title={recovery.forgotTitle} errors={again?.errors}>
      <p>{recovery.forgotLead}</p>
      <form method="post" action="/forgot" noValidate className="stack">
        <EmailField autoComplete="username" again={again} />
        <button type="submit" className="primary">
          {recovery.sendLink}
        </button>
        <FormToken token={formToken} />
      </form>
    </FormPage>
  );
}
