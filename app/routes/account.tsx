import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { factorOf } from "~/accounts/factor/turn-off.server";
import { requireUserWith } from "~/accounts/gate.server";
import { invitesAllowed } from "~/accounts/invites/own-invites.server";
import { standingOf } from "~/accounts/proving/standing.server";
import { getOnly } from "~/http/methods.server";
import { hasTransport, mailsAreRead } from "~/platform/mail-settings.server";
import { services } from "~/services.server";
import { BrowserSettings } from "~/ui/account/browser-settings";
import { Row, Rows } from "~/ui/account/rows";
import { ToBeConfirmed } from "~/ui/account/to-be-confirmed";
import { MenuLinks, SignOut } from "~/ui/page/header/menu";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ recovery, settings }, { isSingle }) => (isSingle ? settings.title : recovery.account),
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const using = services(context);
  const isAsked = hasTransport(using.settings) && !using.settings.SINGLE_USER;
  const {
    user: { email },
    found: [standing, factor],
  } = await requireUserWith(request, context, ({ id }) =>
    Promise.all([isAsked ? standingOf(using, id) : null, factorOf(using, { id })]),
  );
  const [isSingle, canMove] = [using.settings.SINGLE_USER, mailsAreRead(using.settings)];
  return {
    email,
    standing,
    hasFactor: factor !== null,
    canMove,
    mayInvite: !isSingle && invitesAllowed(using.settings) > 0,
    isSingle,
  };
}

export const action = getOnly;

export default function Account() {
  const { account, recovery, leaving, sessions, factor, invites, passkeys, settings, signInWith } =
    useWords();
  const { email, standing, canMove, mayInvite, hasFactor, isSingle } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{isSingle ? settings.title : recovery.account}</h1>
      {standing && !standing.isProved && <ToBeConfirmed endsAt={standing.endsAt} />}
      <Rows>
        {!isSingle && (
          <>
            <Row title={account.email} to={canMove ? "/account/email" : undefined}>
              {email}
            </Row>
            <Row title={account.password} to="/account/password" />
            <Row title={signInWith.ways} to="/account/ways" />
            <Row title={sessions.title} to="/account/sessions" />
            <Row title={factor.title} to="/account/factor">
              {hasFactor ? factor.on : factor.off}
            </Row>
            <Row title={passkeys.title} to="/account/passkeys" />
          </>
        )}
        {mayInvite && <Row title={invites.title} to="/account/invites" />}
        <Row title={leaving.takeAll} to="/account/export" />
        {!isSingle && <Row title={leaving.title} to="/account/delete" />}
      </Rows>
      <div id="settings">
        <BrowserSettings />
      </div>
      <div className="menu-links">
        <MenuLinks />
      </div>
      {!isSingle && <SignOut />}
    </div>
  );
}
