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

export const meta: MetaFunction = ({ matches }) => [{ title: pageTitle(matches, "Sign in · Flux AI") }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  if (await visitor(request, context)) throw redirect(returnPath(request), 303);
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const using = services(context);
  const signedIn = await authenticator(using).authenticate("sign-in", request);
  if (!signedIn.ok) return formFailed(context, signedIn);
  return redirect(returnPath(request), {
    status: 303,
    headers: { "Set-Cookie": await openSession(using, request, signedIn.userId) },
  });
}

export default function Login() {
  return (
    <AccountForm
      title="Sign in"
      button="Sign in"
      passwordKind="current-password"
      failed={useActionData<typeof action>()}
      other={{ question: "New here?", to: "/join", text: "Create an account" }}
    />
  );
}
