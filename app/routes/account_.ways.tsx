import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { waysOf } from "~/accounts/ways/ways.server";
import { getOnly } from "~/http/methods.server";
import { services } from "~/services.server";
import { Row, Rows } from "~/ui/account/rows";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ signInWith }) => signInWith.ways };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { id } = await requireUser(request, context);
  return waysOf(services(context), id);
}

export const action = getOnly;

export default function WaysToSignIn() {
  const { account, passkeys, recovery, signInWith } = useWords();
  const { hasPassword, hasPasskey, known, others } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <h1>{signInWith.ways}</h1>
      <Rows>
        <Row title={account.password} to="/account/password">
          {hasPassword ? recovery.changePassword : signInWith.noPassword}
        </Row>
        <Row title={passkeys.title} to="/account/passkeys">
          {hasPasskey ? signInWith.known : signInWith.noPassword}
        </Row>
        {known.map(({ id, name, email }) => (
          <Row key={id} title={name} to={`/account/ways/${id}`}>
            {email ?? signInWith.known}
          </Row>
        ))}
      </Rows>
      {others.length > 0 && <h2>{signInWith.addAnother}</h2>}
      {others.length > 0 && (
        <Rows>
          {others.map(({ id, name }) => (
            <Row key={id} title={signInWith.add(name)} to={`/account/ways/${id}`} />
          ))}
        </Rows>
      )}
      <p>
        <a href="/account">{recovery.account}</a>
      </p>
    </div>
  );
}
