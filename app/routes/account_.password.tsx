import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { refusedPassword, unlessCrowded } from "~/accounts/recovery/ask-password.server";
import { changePassword } from "~/accounts/recovery/change-password.server";
import { readChangePassword, readFirstPassword } from "~/accounts/recovery/forms.server";
import { firstPasswordBy } from "~/accounts/ways/ask.server";
import { waysOf } from "~/accounts/ways/ways.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { FirstPassword } from "~/ui/account/first-password";
import { PasswordField } from "~/ui/account/password-field";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ recovery }) => recovery.changePassword, needsScripts: false };

export const headers = headersOfForm;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { id, email } = await requireUser(request, context);
  const using = services(context);
  const { hasPassword } = await waysOf(using, id);
  return { email, first: hasPassword ? null : await firstPasswordBy(using, request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account/password");
  const using = services(context);
  const { hasPassword } = await waysOf(using, user.id);
  const isFirst = !hasPassword && (await firstPasswordBy(using, request)) === "form";
  const read = (isFirst ? readFirstPassword : readChangePassword)(
    formOf(context),
    user.email,
    using.settings.SITE_NAME,
  );
  if (!read.ok) return formFailed(context, read);
  const { current_password, new_password } = read.value;
  const refused = isFirst ? null : await refusedPassword({ request, context, user }, current_password);
  if (refused) return refused;
  const { crowded } = await unlessCrowded(context, () =>
    changePassword(using, user, { request, password: new_password, language: languageOf(request) }),
  );
  if (crowded) return crowded;
  sendSoon(using);
  return redirectWith({ request, context }, "/account", { kind: "account", done: "password_changed" });
}

export default function ChangePassword() {
  const { recovery } = useWords();
  const { email, first } = useLoaderData<typeof loader>();
  const errors = useActionData<typeof action>()?.errors;
  if (first) return <FirstPassword email={email} by={first} errors={errors} />;
  return (
    <FormPage title={recovery.changePassword} errors={errors}>
      <form method="post" noValidate className="stack">
        <PasswordField name="current_password" errors={errors} />
        <PasswordField name="new_password" errors={errors} />
        <p>{recovery.othersEnd}</p>
        <button type="submit" className="primary">
          {recovery.changePassword}
        </button>
        <FormToken />
      </form>
    </FormPage>
  );
}
