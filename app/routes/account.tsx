import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { getOnly } from "~/http/methods.server";
import { mailsAreRead } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { MenuLinks, SignOut } from "~/ui/page/header/menu";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.account };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { email } = await requireUser(request, context);
  return { email, canMove: mailsAreRead(services(context).settings) };
}

export const action = getOnly;

export default function Account() {
  const { account, recovery } = useWords();
  const { email, canMove } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{recovery.account}</h1>
      <h2>{account.email}</h2>
      <p dir="auto">{email}</p>
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
