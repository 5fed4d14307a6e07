import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { providerNames } from "~/accounts/providers/providers.server";
import { signInBy, signInPage } from "~/accounts/sign-in.server";
import { mailsAreRead } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { AccountForm } from "~/ui/form/account-form";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = {
  title: ({ account }) => account.signInTitle,
  isPublic: true,
  needsScripts: false,
};

/** A form that came too often says when it may come again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { settings } = services(context);
  const more = { canRecover: mailsAreRead(settings), providers: providerNames(settings) };
  return signInPage({ request, context }, more);
}

export async function action({ request, context }: ActionFunctionArgs) {
  return signInBy("sign-in", { request, context });
}

export default function Login() {
  const { account } = useWords();
  const { formToken, isCookieLost, canRecover, providers } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  return (
    <AccountForm
      title={account.signInTitle}
      button={account.signInButton}
      passwordKind="current-password"
      formToken={formToken}
      isCookieLost={isCookieLost}
      canRecover={canRecover}
      providers={providers}
      again={again}
      againFrom={again?.againAt && <When at={again.againAt} />}
      other={{ question: account.isNew, to: "/join", text: account.joinTitle }}
    />
  );
}
