import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
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
  const token = await openToken(services(context), params.token, ["new_email"]);
  return guestPage({ request, context }, { email: token?.email ?? null }, token ? 200 : 410);
}

/** Confirming signs nobody in: the mail may have been opened by somebody else's program. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const again = addressOf(request).pathname;
  const token = await openToken(using, params.token, ["new_email"]);
  if (!token) return redirect(again, 303);
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
