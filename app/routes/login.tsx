import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { authenticator } from "~/accounts/authenticator.server";
import { returnPath, visitor } from "~/accounts/gate.server";
import { openSession } from "~/accounts/sessions.server";
import { formFailed } from "~/http/forms.server";
import { services } from "~/services.server";
import { AccountForm } from "~/ui/form/account-form";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = {
  title: ({ account }) => account.signInTitle,
  isPublic: true,
  needsScripts: false,
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await visitor(request, context)) throw redirect(returnPath(request), 303);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const using = services(context);
  const signedIn = await authenticator(using).authenticate("sign-in", request);
  if (!signedIn.ok) return formFailed(context, signedIn);
  return redirect(returnPath(request), {
    status: 303,
    headers: { "Set-Cookie": await openSession(using, request, signedIn.userId) },
  });
}

export default function Login() {
  const { account } = useWords();
  return (
    <AccountForm
      title={account.signInTitle}
      button={account.signInButton}
      passwordKind="current-password"
      failed={useActionData<typeof action>()}
      other={{ question: account.isNew, to: "/join", text: account.joinTitle }}
    />
  );
}
