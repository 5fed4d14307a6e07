import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { closeSession } from "~/accounts/sessions.server";
import { services } from "~/platform/services.server";

export async function loader() {
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request, context }: ActionFunctionArgs) {
  return redirect("/", {
    status: 303,
    headers: { "Set-Cookie": await closeSession(services(context), request) },
  });
}

// A component, so that the refusal above is shown as a page.
export default function Logout() {
  return null;
}
