import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import * as z from "zod";
import { knownPassword } from "~/accounts/account-forms.server";
import { requireUser } from "~/accounts/gate.server";
import { refusedPassword } from "~/accounts/recovery/ask-password.server";
import { closeSession } from "~/accounts/sessions.server";
import { formFailed, parse } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { leave } from "~/leaving/leave.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { PasswordField } from "~/ui/account/password-field";
import { ErrorSummary } from "~/ui/form/form";
import { FormToken } from "~/ui/form/form-token";
import { FormAgainFrom } from "~/ui/page/again-from";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ leaving }) => leaving.title };

/** A form that came too often says when it may come again. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

const Delete = z.object({ current_password: knownPassword });

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account/delete");
  const using = services(context);
  const form = parse(Delete, formOf(context));
  if (!form.ok) return formFailed(context, { errors: form.errors, values: {} });
  const refused = await refusedPassword({ request, context, user }, form.value.current_password);
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
  const errors = useActionData<typeof action>()?.errors;
  return (
    <div className="narrow">
      <ErrorSummary errors={errors}>
        <FormAgainFrom />
      </ErrorSummary>
      <h1>{leaving.title}</h1>
      <h2>{leaving.goes}</h2>
      <p>{leaving.goesText}</p>
      <h2>{leaving.stays}</h2>
      <p>{leaving.staysText}</p>
      <h2>{leaving.undone}</h2>
      <p>{leaving.undoneText}</p>
      <p>
        <a href="/account/export">{leaving.before}</a>
      </p>
      <form method="post" noValidate className="stack">
        <PasswordField name="current_password" errors={errors} />
        <button type="submit">{leaving.title}</button>
        <FormToken />
      </form>
    </div>
  );
}
