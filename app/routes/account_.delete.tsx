import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { askedPassword } from "~/accounts/account-forms.server";
import { requireUser } from "~/accounts/gate.server";
import { closeSession } from "~/accounts/sessions.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
import { formFailed, parse } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { leave } from "~/leaving/leave.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { ProofField, WithProof } from "~/ui/account/proof";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ leaving }) => leaving.title };

export const headers = headersOfForm;

const Delete = z.object({ current_password: askedPassword });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  return { proof: await proofFor(services(context), request, user) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account/delete");
  const using = services(context);
  const form = parse(Delete, formOf(context));
  if (!form.ok) return formFailed(context, { errors: form.errors, values: {} });
  const refused = await refusedWay({ request, context }, user, form.value.current_password);
  if (refused) return refused;
  const ends_at = await leave(using, user, languageOf(request));
  sendSoon(using);
  return redirectWith({ request, context }, "/", { kind: "leaving", ends_at }, [
    ["Set-Cookie", await closeSession(using, request)],
    ["Clear-Site-Data", '"cache", "prefetchCache"'],
  ]);
}

export default function DeleteAccount() {
  const { leaving } = useWords();
  const { proof } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors;
  return (
    <FormPage title={leaving.title} errors={errors}>
      <h2>{leaving.goes}</h2>
      <p>{leaving.goesText}</p>
      <h2>{leaving.stays}</h2>
      <p>{leaving.staysText}</p>
      <h2>{leaving.undone}</h2>
      <p>{leaving.undoneText}</p>
      <p>
        <a href="/account/export">{leaving.before}</a>
      </p>
      <WithProof proof={proof} page="/account/delete">
        <form method="post" noValidate className="stack">
          <ProofField proof={proof} errors={errors} />
          <button type="submit">{leaving.title}</button>
          <FormToken />
        </form>
      </WithProof>
    </FormPage>
  );
}
