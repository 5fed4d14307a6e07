import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readTurnOn } from "~/accounts/factor/forms.server";
import { secretBegunWith, turnOn } from "~/accounts/factor/set-up.server";
import { qrOf } from "~/accounts/factor/totp.server";
import { requireUser } from "~/accounts/gate.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { secretPage } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { inFours } from "~/platform/text/in-fours";
import { services } from "~/services.server";
import { CodeField } from "~/ui/account/factor/code-field";
import { Qr } from "~/ui/account/factor/qr";
import { RecoveryCodes } from "~/ui/account/factor/recovery-codes";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ factor }) => factor.setUpTitle, needsScripts: false };

export const headers = secretPage;

const FACTOR = "/account/factor";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, FACTOR);
  const using = services(context);
  const secret = await secretBegunWith(using, user);
  return secret ? { secret: inFours(secret), qr: qrOf(secret, user.email, using.settings.SITE_NAME) } : null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, FACTOR);
  const using = services(context);
  const read = readTurnOn(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const { code } = read.value;
  const change = { code: code.code, request, language: languageOf(request) };
  const answer = await turnOn(using, user, change);
  if (answer.kind === "over") return redirect(FACTOR, 303);
  if (answer.kind === "wrong") return formFailed(context, { errors: { code: "code_wrong" as const } });
  sendSoon(using);
  return { codes: answer.codes };
}

export default function SetUp() {
  const { factor } = useWords();
  const begun = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "codes" in answer) return <RecoveryCodes codes={answer.codes} />;
  if (!begun) return <Over />;
  const errors = answer?.errors;
  return (
    <FormPage title={factor.setUpTitle} errors={errors}>
      <p>{factor.scan}</p>
      <Qr code={begun.qr} label={factor.qrLabel} />
      <p>{factor.orType}</p>
      <p>
        <code className="secret">{begun.secret}</code>
      </p>
      <form method="post" noValidate className="stack">
        <CodeField errors={errors} hint={factor.codeHint} />
        <button type="submit" className="primary">
          {factor.turnOn}
        </button>
        <FormToken />
      </form>
    </FormPage>
  );
}

/** What somebody reads who comes back too late, or after it was turned on. */
function Over() {
  const { factor } = useWords();
  return (
    <div className="narrow">
      <h1>{factor.setUpTitle}</h1>
      <p>{factor.setUpOver}</p>
      <p>
        <a className="button" href={FACTOR}>
          {factor.title}
        </a>
      </p>
    </div>
  );
}
