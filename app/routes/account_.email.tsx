import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { askForNewEmail } from "~/accounts/recovery/change-email.server";
import { readChangeEmail } from "~/accounts/recovery/forms.server";
import { budgetsOfMail } from "~/accounts/recovery/mail-budgets.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
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
import { ProofField, WithProof } from "~/ui/account/proof";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.changeEmail, needsScripts: false };

export const headers = headersOfForm;

const SENT = "sent";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  found(mailsAreRead(using.settings) || null);
  const isSent = addressOf(request).searchParams.has(SENT);
  return { email: user.email, isSent, proof: await proofFor(using, request, user) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account/email");
  const using = services(context);
  found(mailsAreRead(using.settings) || null);
  const read = readChangeEmail(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const { email, current_password } = read.value;
  const values = { email: email.typed };
  const refused = await refusedWay({ request, context }, user, current_password, values);
  if (refused) return refused;
  if (email.canonical === user.email)
    return formFailed(context, { errors: { email: "email_same" as const }, values });
  const turn = await take(using, budgetsOfMail(using, request));
  if (!turn.taken)
    return formTooOften(context, { errors: { "": "mails_too_often" as const }, values }, turn.againAt);
  await askForNewEmail(using, user, {
    ...{ spellings: email.spellings, email: email.canonical },
    ...{ request, language: languageOf(request) },
  });
  sendSoon(using);
  return redirect(`/account/email?${SENT}`, 303);
}

export default function ChangeEmail() {
  const { recovery } = useWords();
  const { email, isSent, proof } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  if (isSent && !again)
    return (
      <LookIntoMail said={recovery.newEmailSent}>
        <a href="/account">{recovery.account}</a>
      </LookIntoMail>
    );
  return (
    <FormPage title={recovery.changeEmail} errors={again?.errors}>
      <p>{recovery.emailIsNow(email)}</p>
      <WithProof proof={proof} page="/account/email">
        <form method="post" action="/account/email" noValidate className="stack">
          <EmailField label={recovery.newEmail} autoComplete="email" again={again} />
          <ProofField proof={proof} errors={again?.errors} />
          <button type="submit" className="primary">
            {recovery.sendLink}
          </button>
          <FormToken />
        </form>
      </WithProof>
    </FormPage>
  );
}
