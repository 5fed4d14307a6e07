import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { askedPassword } from "~/accounts/account-forms.server";
import { requireUser } from "~/accounts/gate.server";
import { asSignedIn, endOtherSessions } from "~/accounts/sessions/as-signed-in.server";
import { endSession, ownSessions } from "~/accounts/sessions/own-sessions.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
import { formFailed, parse } from "~/http/forms.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";
import { SessionList } from "~/ui/account/lists/session-list";
import { ProofField, WithProof } from "~/ui/account/proof";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ sessions }) => sessions.title };

export const headers = headersOfForm;

const PAGE = "/account/sessions";

const One = z.object({ session: z.string().min(1) });
const Others = z.object({ current_password: askedPassword });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  const [sessions, proof] = await Promise.all([
    ownSessions(using, request, user),
    proofFor(using, request, user),
  ]);
  return { sessions, proof };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, PAGE);
  const using = services(context);
  const one = parse(One, formOf(context));
  if (one.ok) {
    await endSession(using, user, one.value.session);
    return redirectWith({ request, context }, PAGE, { kind: "account", done: "session_ended" });
  }
  const others = parse(Others, formOf(context));
  if (!others.ok) return formFailed(context, { errors: others.errors, values: {} });
  const refused = await refusedWay({ request, context }, user, others.value.current_password);
  if (refused) return refused;
  await asSignedIn(using, request, user.id, [await endOtherSessions(using, request, user.id)]);
  return redirectWith({ request, context }, PAGE, { kind: "account", done: "sessions_ended" });
}

export default function Sessions() {
  const { sessions: words } = useWords();
  const { sessions, proof } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors;
  return (
    <FormPage title={words.title} errors={errors}>
      <SessionList sessions={sessions} />
      {(sessions.length > 1 || errors) && (
        <section className="stack">
          <h2>{words.endOthers}</h2>
          <p>{words.endOthersText}</p>
          <WithProof proof={proof} page={PAGE}>
            <form method="post" noValidate className="stack">
              <ProofField proof={proof} errors={errors} />
              <button type="submit">{words.endOthers}</button>
              <FormToken />
            </form>
          </WithProof>
        </section>
      )}
    </FormPage>
  );
}
