import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData, useLocation } from "@remix-run/react";
import { DRAFT_PAGE, draftOf } from "~/accounts/drafts.server";
import { visitor } from "~/accounts/gate.server";
import { isOwnBrowser } from "~/accounts/proving/joined-here.server";
import { proveAddress } from "~/accounts/proving/prove.server";
import { takeNewEmail } from "~/accounts/recovery/change-email.server";
import { openToken, type Token } from "~/accounts/recovery/tokens.server";
import { guestPage } from "~/accounts/sign-in.server";
import { languageOf } from "~/http/language.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { secretPage } from "~/http/page-headers.server";
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
  const lacks = token && (await lackOf({ request, context }, token));
  const known = { email: token?.email ?? null, account: token?.accountEmail ?? null, lacks };
  return guestPage({ request, context }, known, token ? 200 : 410);
}

/**
 * What this browser lacks for the link to change nothing but what its mail says. Whoever moves an account is signed in to it;
 * whoever joined did so here. Else it may be the owner of an address with which a stranger has, or wants, an account.
 */
async function lackOf({ request, context }: Asked, token: Token): Promise<"session" | "joining" | null> {
  const user = await visitor(request, context);
  if (user?.id === token.userId) return null;
  if (token.purpose === "new_email") return "session";
  return (await isOwnBrowser(services(context), request, token.userId)) ? null : "joining";
}

/** Confirming signs nobody in: the mail may have been opened by somebody else's program. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const again = addressOf(request).pathname;
  const token = await openToken(using, params.token, ["confirm", "new_email"]);
  if (!token) return redirect(again, 303);
  if (token.purpose === "confirm") {
    const proving = await proveAddress(using, request, token);
    if (proving.kind === "over") return redirect(again, 303);
    // What was typed before joining waits with the account, and is shown when its person has signed in.
    const draft = await draftOf(using, { id: token.userId });
    const search = draft ? `?${new URLSearchParams({ redirectTo: DRAFT_PAGE })}` : "";
    if (proving.kind === "proved_elsewhere") return redirect(`/reset/${proving.secret}${search}`, 303);
    return redirectWith({ request, context }, `/login${search}`, {
      kind: "account",
      done: "address_confirmed",
    });
  }
  if (await lackOf({ request, context }, token)) return redirect(again, 303);
  const came = await takeNewEmail(using, token, { request, language: languageOf(request) });
  if (came === "over") return redirect(again, 303);
  sendSoon(using);
  const done = came === "moved" ? "email_changed" : "email_taken";
  return redirectWith({ request, context }, "/account", { kind: "account", done });
}

export default function Confirm() {
  const { account: words, recovery } = useWords();
  const { email, account, lacks, formToken } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  if (lacks === "session")
    return (
      <LinkPage title={recovery.confirm} isOpen>
        <p>{recovery.signInToMove(account ?? "", email ?? "")}</p>
        <p>
          <a className="button primary" href={`/login?redirectTo=${pathname}`}>
            {words.signInButton}
          </a>
        </p>
      </LinkPage>
    );
  return (
    <LinkPage title={recovery.confirm} isOpen={email !== null}>
      <p>{recovery.confirmText(email ?? "")}</p>
      {lacks === "joining" && <p>{recovery.otherBrowser}</p>}
      <form method="post">
        <button type="submit" className="primary">
          {recovery.confirm}
        </button>
        <FormToken token={formToken} />
      </form>
    </LinkPage>
  );
}
