import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { standingOf } from "~/accounts/proving/prove.server";
import { getOnly } from "~/http/methods.server";
import { hasTransport, mailsAreRead } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { FormToken } from "~/ui/form/form-token";
import { MenuLinks, SignOut } from "~/ui/page/header/menu";
import type { PageHandle } from "~/ui/page/page-handle";
import { When } from "~/ui/page/when";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.account };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { id, email } = await requireUser(request, context);
  const using = services(context);
  const isAsked = hasTransport(using.settings);
  const standing = isAsked ? await standingOf(using, id) : null;
  return { email, standing, canMove: mailsAreRead(using.settings) };
}

export const action = getOnly;

export default function Account() {
  const { account, recovery } = useWords();
  const { email, standing, canMove } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{recovery.account}</h1>
      <h2>{account.email}</h2>
      <p dir="auto">{email}</p>
      {standing && !standing.isProved && (
        <form method="post" action="/account/confirm" className="notice stack">
          <h3>{recovery.notConfirmed}</h3>
          <p>{recovery.notConfirmedText}</p>
          {standing.endsAt && <p>{recovery.endsUnlessConfirmed(<When at={standing.endsAt} />)}</p>}
          <button type="submit">{recovery.sendLink}</button>
          <FormToken />
        </form>
      )}
      {canMove && (
        <p>
          <a className="button" href="/account/email">
            {recovery.changeEmail}
          </a>
        </p>
      )}
      <h2>{account.password}</h2>
      <p>
        <a className="button" href="/account/password">
          {recovery.changePassword}
        </a>
      </p>
      <div className="menu-links">
        <MenuLinks />
      </div>
      <SignOut />
    </div>
  );
}
