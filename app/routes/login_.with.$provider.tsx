import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { alongOf, begin } from "~/accounts/providers/begin.server";
import { keepGuestDraft } from "~/accounts/providers/guest-draft.server";
import { inTheWay, problemPage } from "~/accounts/providers/problem-page.server";
import { providerOf } from "~/accounts/providers/providers.server";
import { found } from "~/http/found.server";
import { notKept } from "~/http/page-headers.server";
import { formOf, hasForm } from "~/load-context";
import { services } from "~/services.server";
import { OnTheWay } from "~/ui/account/ways/on-the-way";
import { ProblemPage } from "~/ui/account/ways/problem-page";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ signInWith }) => signInWith.title, needsScripts: false };

export const headers = notKept;

/** A plain link leads here: a browser that is sent on by a form's answer would stay where it is (CSP `form-action`). */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const using = services(context);
  const provider = found(providerOf(using.settings, params.provider));
  if (hasForm(context)) return null;
  const begun = await begin(using, request, provider, await alongOf(using, request));
  if (!begun)
    return problemPage({ request, context }, await inTheWay({ request, context }, provider, "down"));
  return redirect(begun.url, {
    status: 303,
    headers: { "Set-Cookie": begun.cookie, "Cache-Control": "no-store" },
  });
}

/** The same with what was typed before, which a link cannot take along: the page that answers leads on by itself. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const using = services(context);
  const provider = found(providerOf(using.settings, params.provider));
  const fields = formOf(context).get("draft");
  if (typeof fields !== "string" || fields === "") throw new Response(null, { status: 400 });
  const draft = await keepGuestDraft(using, request, fields);
  const problem = (why: "join_too_often" | "down", againAt?: string) =>
    inTheWay({ request, context }, provider, why, againAt);
  if ("againAt" in draft)
    return problemPage(
      { request, context },
      { ...(await problem("join_too_often", draft.againAt)), draft: fields },
    );
  const begun = await begin(using, request, provider, {
    ...(await alongOf(using, request)),
    draft: draft.id,
  });
  if (!begun) return problemPage({ request, context }, { ...(await problem("down")), draft: fields });
  const onTheWay = { to: begun.url, name: provider.name };
  return data(onTheWay, { headers: { "Set-Cookie": begun.cookie, Refresh: `0; url=${begun.url}` } });
}

export default function SignInWith() {
  const problem = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  if (acted && "to" in acted) return <OnTheWay {...acted} />;
  const shown = acted ?? problem;
  return shown ? <ProblemPage {...shown} /> : null;
}
