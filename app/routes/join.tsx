import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { authenticator } from "~/accounts/authenticator.server";
import { returnPath, visitor } from "~/accounts/gate.server";
import { openSession } from "~/accounts/sessions.server";
import { formFailed } from "~/http/forms.server";
import { services } from "~/services.server";
import { AccountForm } from "~/ui/form/account-form";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = {
  title: ({ account }) => account.joinTitle,
  isPublic: true,
  needsScripts: false,
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await visitor(request, context)) throw redirect(returnPath(request), 303);
  return { gift: services(context).settings.SIGNUP_CREDITS };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const using = services(context);
  const joined = await authenticator(using).authenticate("join", request);
  if (!joined.ok) return formFailed(context, joined);
  return redirect(returnPath(request), {
    status: 303,
    headers: { "Set-Cookie": await openSession(using, request, joined.userId) },
  });
}

export default function Join() {
  const { account } = useWords();
  const { gift } = useLoaderData<typeof loader>();
  return (
    <AccountForm
      title={account.joinTitle}
      lead={gift > 0 ? account.joinGift(gift) : undefined}
      button={account.joinButton}
      passwordKind="new-password"
      passwordHint={account.passwordHint}
      failed={useActionData<typeof action>()}
      other={{ question: account.haveAccount, to: "/login", text: account.signInButton }}
    />
  );
}
