import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { letInAs } from "~/accounts/providers/come-back.server";
import { inTheWay, problemPage } from "~/accounts/providers/problem-page.server";
import { providerOf } from "~/accounts/providers/providers.server";
import { forgetAsking, readAsking } from "~/accounts/providers/whose.server";
import { refusedPassword } from "~/accounts/recovery/ask-password.server";
import { readWhose } from "~/accounts/recovery/forms.server";
import { guestPage } from "~/accounts/sign-in.server";
import { claim, unprovedAccount } from "~/accounts/ways/claim.server";
import { formFailed } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { notKept } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { ProblemPage } from "~/ui/account/ways/problem-page";
import { WhoseForm } from "~/ui/account/ways/whose-form";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ signInWith }) => signInWith.whose, needsScripts: false };

export const headers = notKept;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const provider = found(providerOf(services(context).settings, params.provider));
  const asking = await readAsking({ request, context }, provider);
  if (!asking) throw redirect("/login", 303);
  return guestPage({ request, context }, { email: asking.person.email, name: provider.name });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const asked = { request, context };
  const provider = found(providerOf(using.settings, params.provider));
  const asking = await readAsking(asked, provider);
  if (!asking) throw redirect("/login", 303);
  const { person, begun } = asking;
  const read = readWhose(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const { do: isWhose, current_password } = read.value;
  const account = isWhose === "mine" ? await unprovedAccount(using, person.email) : null;
  if (account) {
    const refused = await refusedPassword({ request, context, user: account }, current_password);
    if (refused) return refused;
    const problem = await claim(using, account, person, languageOf(request));
    if (problem) return problemPage(asked, await inTheWay(asked, provider, problem));
  }
  const answer = await letInAs(asked, provider, person, begun, { isStranger: isWhose === "other" });
  sendSoon(using);
  if (!(answer instanceof Response)) return problemPage(asked, answer);
  answer.headers.append("Set-Cookie", await forgetAsking(asked));
  throw answer;
}

export default function Whose() {
  const { email, name, formToken } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  if (again && "why" in again) return <ProblemPage {...again} />;
  return <WhoseForm email={email} name={name} formToken={formToken} errors={again?.errors} />;
}
