import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { comeBack } from "~/accounts/providers/come-back.server";
import { problemPage } from "~/accounts/providers/problem-page.server";
import { providerOf } from "~/accounts/providers/providers.server";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { notKept } from "~/http/page-headers.server";
import { sendSoon } from "~/mail/send.server";
import { services } from "~/services.server";
import { ProblemPage } from "~/ui/account/ways/problem-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ signInWith }) => signInWith.title, needsScripts: false };

export const headers = notKept;

/** Where another site sends people back to, by GET: what a browser keeps comes along then, and not with a form of theirs. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const using = services(context);
  const provider = found(providerOf(using.settings, params.provider));
  const answer = await comeBack({ request, context }, provider);
  sendSoon(using);
  if (answer instanceof Response) throw answer;
  return problemPage({ request, context }, answer);
}

export const action = getOnly;

export default function CameBack() {
  return <ProblemPage {...useLoaderData<typeof loader>()} />;
}
