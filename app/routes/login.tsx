import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { relyingParty } from "~/accounts/passkeys/relying-party.server";
import { PASSKEY, signInByPasskey } from "~/accounts/passkeys/sign-in-by-passkey.server";
import { providerNames } from "~/accounts/providers/providers.server";
import { signInBy, signInPage } from "~/accounts/sign-in.server";
import script from "~/enhance/passkeys?worker&url";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { mailsAreRead } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { PasskeyForm } from "~/ui/account/passkeys/passkey-form";
import { AccountForm } from "~/ui/form/account-form";
import type { PageHandle } from "~/ui/page/page-handle";
import { Accepts } from "~/ui/page/site/accepts";
import { From } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = {
  title: ({ account }) => account.signInTitle,
  isPublic: true,
  needsScripts: false,
};

export const headers = headersOfForm;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const { settings } = using;
  const more = { canRecover: mailsAreRead(settings), providers: providerNames(settings) };
  return signInPage({ request, context }, { ...more, passkeysAt: relyingParty(using, request)?.origin });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = formOf(context);
  const answer = form.get(PASSKEY);
  const draft = form.get("draft");
  return typeof answer === "string"
    ? signInByPasskey({ request, context }, answer, typeof draft === "string" ? draft : "")
    : signInBy("sign-in", { request, context });
}

export default function Login() {
  const { account, passkeys } = useWords();
  const { formToken, isCookieLost, canRecover, providers, passkeysAt } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const { search } = useLocation();
  return (
    <AccountForm
      title={account.signInTitle}
      button={account.signInButton}
      passwordKind="current-password"
      formToken={formToken}
      isCookieLost={isCookieLost}
      canRecover={canRecover}
      providers={providers}
      acceptedByComing={providers.length > 0 && <Accepts />}
      passkey={
        passkeysAt && (
          <PasskeyForm
            script={script}
            kind="get"
            action={`/login${search}`}
            origin={passkeysAt}
            options="/login/passkey"
            button={passkeys.signIn}
            formToken={formToken}
          >
            {again?.draft && <input type="hidden" name="draft" value={again.draft} />}
          </PasskeyForm>
        )
      }
      again={again}
      againFrom={again?.againAt && <From at={again.againAt} />}
      other={{ question: account.isNew, to: "/join", text: account.joinTitle }}
    />
  );
}
