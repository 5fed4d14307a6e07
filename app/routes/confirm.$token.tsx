import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { DRAFT_PAGE, draftOf } from "~/accounts/drafts.server";
import { proveAddress } from "~/accounts/proving/prove.server";
import { takeNewEmail } from "~/accounts/recovery/change-email.server";
import { openToken } from "~/accounts/recovery/tokens.server";
import { guestPage } from "~/accounts/sign-in.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { secretPage } from "~/http/secret-page.server";
import { sendSoon } from "~/mail/send.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { LinkPage } from "~/ui/account/link-page";
import { FormToken } from "~/ui/form/form-token";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.confirm, needsScripts: false };

export const headers = secretPage;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = await openToken(services(context), params.token, ["confirm", "new_email"]);
  return guestPage({ request, context }, { email: token?.email ?? null }, token ? 200 : 410);
}

/** Confirming signs nobody in: the mail may have been opened by somebody else's program. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const again = addressOf(request).pathname;
  const token = await openToken(using, params.token, ["confirm", "new_email"]);
  if (!token) return redirect(again, 303);
  if (token.purpose === "confirm") {
    const isProved = await proveAddress(using, request, token);
    if (!isProved) return redirect(again, 303);
    // What was typed before joining waits with the account, and is shown when its person has signed in.
    const draft = await draftOf(using, { id: token.userId });
    const to = draft ? `/login?${new URLSearchParams({ redirectTo: DRAFT_PAGE })}` : "/login";
    return redirectWith({ request, context }, to, { kind: "account", done: "address_confirmed" });
  }
  const came = await takeNewEmail(using, token, { request, language: languageOf(request) });
  if (came === "over") return redirect(again, 303);
  sendSoon(using);
  const done = came === "moved" ? "email_changed" : "email_taken";
  return redirectWith({ request, context }, "/account", { kind: "account", done });
}

export default function Confirm() {
  const { recovery } = useWords();
  const { email, formToken } = useLoaderData<typeof loader>();
  return (
    <LinkPage title={recovery.confirm} isOpen={email !== null}>
      <p>{recovery.confirmText(email ?? "")}</p>
      <form method="post">
        <button type="submit" className="primary">
          {recovery.confirm}
        </button>
        <FormToken token={formToken} />
      </form>
    </LinkPage>
  );
}
