import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { authenticator } from "~/accounts/authenticator.server";
import { returnPath, visitor } from "~/accounts/gate.server";
import { openSession } from "~/accounts/sessions.server";
import { formFailed } from "~/platform/forms.server";
import { services } from "~/platform/services.server";
import { AccountForm } from "~/ui/account-form";
import { pageTitle } from "~/ui/page-title";

export const meta: MetaFunction = ({ matches }) => [
  { title: pageTitle(matches, "Create account · Flux AI") },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await visitor(request, context)) throw redirect(returnPath(request), 303);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const using = services(context);
  const joined = await authenticator(using).authenticate("join", request);
  if (!joined.ok) return formFailed(context, joined);
  return redirect(returnPath(request), {
    status: 303,
    headers: { "Set-Cookie": await openSession(using, request, joined.userId) },
  });
}

export default function Join() {
  return (
    <AccountForm
      title="Create an account"
      button="Create account"
      passwordKind="new-password"
      passwordHint="8 characters or more"
      failed={useActionData<typeof action>()}
      other={{ question: "Have an account?", to: "/login", text: "Sign in" }}
    />
  );
}
