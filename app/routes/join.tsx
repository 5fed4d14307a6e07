import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { entryNow } from "~/accounts/invites/invite.server";
import { signInBy, signInPage } from "~/accounts/sign-in.server";
import { orderDraft } from "~/generations/order/order-draft.server";
import { services } from "~/services.server";
import { AccountForm } from "~/ui/form/account-form";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = {
  title: ({ account }) => account.joinTitle,
  isPublic: true,
  needsScripts: false,
};

/** A form that came too often says when it may come again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const entry = await entryNow(using, request);
  const refused = entry.kind === "refused" ? entry.why : undefined;
  return signInPage({ request, context }, { gift: using.settings.SIGNUP_CREDITS, refused });
}

export async function action({ request, context }: ActionFunctionArgs) {
  return signInBy("join", { request, context }, orderDraft);
}

export default function Join() {
  const { account, make } = useWords();
  const { gift, refused, formToken } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  return (
    <AccountForm
      title={again?.draft ? make.joinAndMake : account.joinTitle}
      lead={gift > 0 ? account.joinGift(gift) : undefined}
      button={again?.draft ? make.joinAndMake : account.joinButton}
      passwordKind="new-password"
      passwordHint={account.passwordHint}
      refused={refused}
      formToken={formToken}
      again={again}
      againFrom={again?.againAt && <When at={again.againAt} />}
      other={{ question: account.haveAccount, to: "/login", text: account.signInButton }}
    />
  );
}
