import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { readRemove, readRename } from "~/accounts/passkeys/forms.server";
import { passkeysOf, removePasskey, renamePasskey } from "~/accounts/passkeys/passkeys.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
import { type FormErrors, type FormValues, formFailed } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { pageOfPasskey } from "~/ui/account/passkeys/passkey-list";
import { ProofField, WithProof } from "~/ui/account/proof";
import { Field } from "~/ui/form/form";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ passkeys }) => passkeys.one,
  needsScripts: false,
};

export const headers = headersOfForm;

const PASSKEYS = "/account/passkeys";
const lastWay: { errors: FormErrors; values: FormValues } = { errors: { "": "last_way" }, values: {} };

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, PASSKEYS);
  const using = services(context);
  const [passkeys, proof] = await Promise.all([passkeysOf(using, user), proofFor(using, request, user)]);
  return { ...found(passkeys.find(({ id }) => id === params.id)), proof };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const user = await requireUser(request, context, PASSKEYS);
  const using = services(context);
  const form = formOf(context);
  const id = found(params.id);
  const told = { kind: "account" } as const;
  if (form.get("do") === "rename") {
    const read = readRename(form);
    if (!read.ok) return formFailed(context, read);
    await renamePasskey(using, user, id, read.value.name);
    return redirectWith({ request, context }, PASSKEYS, { ...told, done: "passkey_renamed" });
  }
  const read = readRemove(form);
  if (!read.ok) return formFailed(context, read);
  const refused = await refusedWay({ request, context }, user, read.value.current_password);
  if (refused) return refused;
  const isRemoved = await removePasskey(using, user, id, { request, language: languageOf(request) });
  if (!isRemoved) return formFailed(context, lastWay);
  sendSoon(using);
  return redirectWith({ request, context }, PASSKEYS, { ...told, done: "passkey_removed" });
}

export default function OnePasskey() {
  const { passkeys, recovery } = useWords();
  const { id, name, proof } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const page = pageOfPasskey(id);
  return (
    <FormPage title={<bdi>{name}</bdi>} errors={again?.errors}>
      <form method="post" action={page} noValidate className="stack">
        <input type="hidden" name="do" value="rename" />
        <Field name="name" label={passkeys.name} error={again?.errors.name}>
          {(field) => (
            <input
              {...field}
              type="text"
              dir="auto"
              autoComplete="off"
              defaultValue={again?.values?.name ?? name}
            />
          )}
        </Field>
        <button type="submit">{passkeys.rename}</button>
        <FormToken />
      </form>
      <h2>{passkeys.removeIt}</h2>
      <p>{passkeys.removeLead}</p>
      <WithProof proof={proof} page={page}>
        <form method="post" action={page} noValidate className="stack">
          <input type="hidden" name="do" value="remove" />
          <ProofField proof={proof} errors={again?.errors} />
          <button type="submit">{passkeys.remove}</button>
          <FormToken />
        </form>
      </WithProof>
      <p>
        <a href={PASSKEYS}>{passkeys.title}</a> · <a href="/account">{recovery.account}</a>
      </p>
    </FormPage>
  );
}
