import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { codePage, signInByCode } from "~/accounts/factor/sign-in-by-code.server";
import { secretPage } from "~/http/page-headers.server";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { CodeField } from "~/ui/account/factor/code-field";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ factor }) => factor.codeTitle, needsScripts: false };

export const headers = secretPage;

export async function loader({ request, context }: LoaderFunctionArgs) {
  return codePage({ request, context });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await signInByCode({ request, context });
  sendSoon(services(context));
  return answer;
}

/** Marks the address of the page for somebody who types a recovery code. */
const RECOVERY = "recovery";

export default function SignInByCode() {
  const { factor } = useWords();
  const { formToken, over } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const hasLetters = useSearchParams()[0].has(RECOVERY);
  if (over) return <SignInAgain {...over} formToken={formToken} />;
  return (
    <FormPage title={factor.codeTitle} errors={again?.errors}>
      <form method="post" noValidate className="stack">
        <CodeField
          errors={again?.errors}
          hint={hasLetters ? factor.recoveryCodeHint : factor.codeHint}
          hasLetters={hasLetters}
        />
        <button type="submit" className="primary">
          {factor.continue}
        </button>
        <FormToken token={formToken} />
      </form>
      <p>
        {hasLetters ? (
          <a href="/login/code">{factor.useApp}</a>
        ) : (
          <a href={`/login/code?${RECOVERY}`}>{factor.useRecoveryCode}</a>
        )}
      </p>
    </FormPage>
  );
}

/** The way back for somebody who was too late, or too often wrong; what they typed before goes along. */
function SignInAgain({ to, draft, formToken }: { to: string; draft: string; formToken: string | undefined }) {
  const { account, factor, mistakes } = useWords();
  return (
    <div className="narrow">
      <h1>{factor.codeTitle}</h1>
      <p role="alert">{mistakes.code_over}</p>
      {draft ? (
        <form method="post" action={to}>
          <input type="hidden" name="draft" value={draft} />
          <button type="submit" className="primary">
            {account.signInButton}
          </button>
          <FormToken token={formToken} />
        </form>
      ) : (
        <p>
          <a className="button primary" href={to}>
            {account.signInButton}
          </a>
        </p>
      )}
    </div>
  );
}
