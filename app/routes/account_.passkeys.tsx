import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { readAdd, readKeep } from "~/accounts/passkeys/forms.server";
import { askForPasskey, keepPasskey } from "~/accounts/passkeys/keep-passkey.server";
import { passkeysOf } from "~/accounts/passkeys/passkeys.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
import script from "~/enhance/passkeys?worker&url";
import { formFailed } from "~/http/forms.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { PasskeyForm } from "~/ui/account/passkeys/passkey-form";
import { PasskeyList } from "~/ui/account/passkeys/passkey-list";
import { ProofField, WithProof } from "~/ui/account/proof";
import { FormToken } from "~/ui/form/form-token";
import { FormPage } from "~/ui/page/form-page";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ passkeys }) => passkeys.title, needsScripts: false };

export const headers = headersOfForm;

const PASSKEYS = "/account/passkeys";
const MISTAKES = { wrong: "passkey_wrong", over: "passkey_over", full: "passkeys_full" } as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context, PASSKEYS);
  const using = services(context);
  const [passkeys, proof] = await Promise.all([passkeysOf(using, user), proofFor(using, request, user)]);
  return { passkeys, proof };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, PASSKEYS);
  const form = formOf(context);
  if (form.has("passkey")) {
    const read = readKeep(form);
    if (!read.ok) return formFailed(context, read);
    const answer = await keepPasskey({ request, context }, user, read.value.passkey);
    if (answer !== "added") return formFailed(context, { errors: { "": MISTAKES[answer] } });
    sendSoon(services(context));
    return redirectWith({ request, context }, PASSKEYS, { kind: "account", done: "passkey_added" });
  }
  const read = readAdd(form);
  if (!read.ok) return formFailed(context, read);
  const refused = await refusedWay({ request, context }, user, read.value.current_password);
  if (refused) return refused;
  const asked = await askForPasskey({ request, context }, user);
  return asked ? { asked } : formFailed(context, { errors: { "": "passkeys_not_here" as const } });
}

export default function Passkeys() {
  const { passkeys: words, recovery } = useWords();
  const { passkeys, proof } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "asked" in answer)
    return (
      <div className="narrow">
        <h1>{words.add}</h1>
        <p>{words.now}</p>
        <noscript>
          <p>{words.needsScript}</p>
        </noscript>
        <PasskeyForm
          {...answer.asked}
          script={script}
          kind="create"
          action={PASSKEYS}
          button={words.continue}
        />
        <p>
          <a href={PASSKEYS}>{words.title}</a>
        </p>
      </div>
    );
  const errors = answer?.errors;
  return (
    <FormPage title={words.title} errors={errors}>
      <p>{words.lead}</p>
      {passkeys.length > 0 && <PasskeyList passkeys={passkeys} />}
      <WithProof proof={proof} page={PASSKEYS}>
        <form method="post" action={PASSKEYS} noValidate className="stack">
          <ProofField proof={proof} errors={errors} />
          <button type="submit" className="primary">
            {words.add}
          </button>
          <FormToken />
        </form>
      </WithProof>
      <p>
        <a href="/account">{recovery.account}</a>
      </p>
    </FormPage>
  );
}
