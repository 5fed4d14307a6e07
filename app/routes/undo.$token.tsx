import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { openToken } from "~/accounts/recovery/tokens.server";
import { undoNewEmail } from "~/accounts/recovery/undo-email.server";
import { guestPage } from "~/accounts/sign-in.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { secretPage } from "~/http/page-headers.server";
import { sendSoon } from "~/mail/send.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { LinkPage } from "~/ui/account/link-page";
import { FormToken } from "~/ui/form/form-token";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.undo, needsScripts: false };

export const headers = secretPage;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const token = await openToken(services(context), params.token, ["undo_email"]);
  return guestPage({ request, context }, { email: token?.email ?? null }, token ? 200 : 410);
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const token = await openToken(using, params.token, ["undo_email"]);
  const isDone = token && (await undoNewEmail(using, token, languageOf(request)));
  if (!isDone) return redirect(addressOf(request).pathname, 303);
  sendSoon(using);
  return redirectWith({ request, context }, "/login", { kind: "account", done: "email_restored" });
}

export default function Undo() {
  const { recovery } = useWords();
  const { email, formToken } = useLoaderData<typeof loader>();
  return (
    <LinkPage title={recovery.undo} isOpen={email !== null}>
      <p>{recovery.undoText(email ?? "")}</p>
      <form method="post">
        <button type="submit" className="primary">
          {recovery.undo}
        </button>
        <FormToken token={formToken} />
      </form>
    </LinkPage>
  );
}
