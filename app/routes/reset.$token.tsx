import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { addressKnownBy, rememberBrowser } from "~/accounts/known-browser.server";
import { unlessCrowded } from "~/accounts/recovery/ask-password.server";
import { readReset } from "~/accounts/recovery/forms.server";
import { resetPassword } from "~/accounts/recovery/reset.server";
import { openToken } from "~/accounts/recovery/tokens.server";
import { guestPage } from "~/accounts/sign-in.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { secretPage } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { LinkPage } from "~/ui/account/link-page";
import { PasswordField } from "~/ui/account/password-field";
import { FormToken } from "~/ui/form/form-token";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.resetTitle, needsScripts: false };

export const headers = secretPage;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = await openToken(services(context), params.token, ["reset"]);
  const known = { email: token?.accountEmail ?? null };
  return guestPage({ request, context }, known, token ? 200 : 410);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const token = await openToken(using, params.token, ["reset"]);
  if (!token) return redirect(addressOf(request).pathname, 303);
  const read = readReset(formOf(context), token.accountEmail, using.settings.SITE_NAME);
  if (!read.ok) return formFailed(context, read);
  const { new_password: password } = read.value;
  const { result: isDone, crowded } = await unlessCrowded(context, () =>
    resetPassword(using, token, { request, password, language: languageOf(request) }),
  );
  if (crowded) return crowded;
  if (!isDone) return redirect(addressOf(request).pathname, 303);
  sendSoon(using);
  // Else nobody could sign in here while strangers without end try passwords.
  const known = await rememberBrowser(using, request, addressKnownBy(token.accountEmail));
  const to = addressOf(request).search ? `/login${addressOf(request).search}` : "/login";
  return redirectWith({ request, context }, to, { kind: "account", done: "password_changed" }, [
    ["Set-Cookie", known],
  ]);
}

export default function Reset() {
  const { recovery } = useWords();
  const { email, formToken } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  return (
    <LinkPage title={recovery.resetTitle} isOpen={email !== null} errors={again?.errors}>
      <p>{recovery.resetFor(email ?? "")}</p>
      <form method="post" noValidate className="stack">
        <PasswordField name="new_password" errors={again?.errors} />
        <button type="submit" className="primary">
          {recovery.changePassword}
        </button>
        <FormToken token={formToken} />
      </form>
    </LinkPage>
  );
}
