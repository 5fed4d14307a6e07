import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { entryNow, entryOf } from "~/accounts/invites/invite.server";
import { providerNames } from "~/accounts/providers/providers.server";
import { signInBy, signInPage } from "~/accounts/sign-in.server";
import { orderDraft } from "~/generations/order/order-draft.server";
import { headersOfForm } from "~/http/page-headers.server";
import { sendSoon } from "~/mail/send.server";
import { addressOf } from "~/platform/address.server";
import { hasTransport } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { LookIntoMail } from "~/ui/account/look-into-mail";
import { AccountForm } from "~/ui/form/account-form";
import type { PageHandle } from "~/ui/page/page-handle";
import { Accepts } from "~/ui/page/site/accepts";
import { From } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = {
  title: ({ account }) => account.joinTitle,
  isPublic: true,
  needsScripts: false,
};

export const headers = headersOfForm;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const entry = await entryNow(using, entryOf(using, request));
  const refused = entry.kind === "refused" ? entry.why : undefined;
  const byMail = hasTransport(using.settings);
  const isSent = byMail && addressOf(request).searchParams.has("sent");
  const providers = providerNames(using.settings);
  const gift = using.settings.SIGNUP_CREDITS;
  return signInPage({ request, context }, { gift, refused, byMail, isSent, providers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const answer = await signInBy("join", { request, context }, orderDraft);
  sendSoon(services(context));
  return answer;
}

export default function Join() {
  const { account, make, recovery } = useWords();
  const { gift, refused, byMail, isSent, providers, formToken } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  if (isSent && !again)
    return (
      <LookIntoMail said={recovery.joinSent}>
        <a href="/login">{account.signInButton}</a>
      </LookIntoMail>
    );
  const lead = byMail ? account.joinGiftByMail : account.joinGift;
  return (
    <AccountForm
      title={again?.draft && !byMail ? make.joinAndMake : account.joinTitle}
      lead={gift > 0 ? lead(gift) : undefined}
      button={again?.draft && !byMail ? make.joinAndMake : account.joinButton}
      passwordKind="new-password"
      passwordHint={account.passwordHint}
      refused={refused}
      providers={refused ? [] : providers}
      formToken={formToken}
      accepts={<Accepts />}
      again={again}
      againFrom={again?.againAt && <From at={again.againAt} />}
      other={{ question: account.haveAccount, to: "/login", text: account.signInButton }}
    />
  );
}
