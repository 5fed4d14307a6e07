import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { refusedCode } from "~/accounts/factor/ask-code.server";
import { readChangeFactor, readSetUp } from "~/accounts/factor/forms.server";
import { beginSetUp } from "~/accounts/factor/set-up.server";
import { factorOf, makeNewRecoveryCodes, turnOff } from "~/accounts/factor/turn-off.server";
import { requireUser } from "~/accounts/gate.server";
import { proofFor, refusedWay } from "~/accounts/ways/ask.server";
import { formFailed } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { secretPage } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { FactorIsOff, FactorIsOn } from "~/ui/account/factor/factor";
import { RecoveryCodes } from "~/ui/account/factor/recovery-codes";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ factor }) => factor.title, needsScripts: false };

export const headers = secretPage;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  const [factor, proof] = await Promise.all([factorOf(using, user), proofFor(using, request, user)]);
  return { factor, proof };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/account/factor");
  const using = services(context);
  const asked = { request, context, user };
  const form = formOf(context);
  if (!form.has("do")) {
    const read = readSetUp(form);
    if (!read.ok) return formFailed(context, read);
    const refused = await refusedWay(asked, user, read.value.current_password);
    if (refused) return refused;
    await beginSetUp(using, user);
    return redirect("/account/factor/set-up", 303);
  }
  const read = readChangeFactor(form);
  if (!read.ok) return formFailed(context, read);
  const refused =
    (await refusedWay(asked, user, read.value.current_password)) ??
    (await refusedCode(asked, read.value.code));
  if (refused) return refused;
  const change = { request, language: languageOf(request) };
  const codes = read.value.do === "codes" ? await makeNewRecoveryCodes(using, user, change) : null;
  if (read.value.do === "off") await turnOff(using, user, change);
  sendSoon(using);
  if (codes) return { codes };
  // It was turned off in another tab.
  if (read.value.do === "codes") return redirect("/account/factor", 303);
  return redirectWith(asked, "/account/factor", { kind: "account", done: "factor_off" });
}

export default function SecondFactor() {
  const { factor, proof } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && "codes" in answer) return <RecoveryCodes codes={answer.codes} />;
  return factor ? (
    <FactorIsOn factor={factor} proof={proof} errors={answer?.errors} />
  ) : (
    <FactorIsOff proof={proof} errors={answer?.errors} />
  );
}
