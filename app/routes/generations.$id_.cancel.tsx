import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { cancelGeneration } from "~/generations/cancel.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";

export async function loader() {
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  await cancelGeneration(services(context), user, params.id);
  // How it ended, or that it is none of theirs, is for its page to say.
  return redirect(`/generations/${params.id}`, 303);
}

// A component, so that the refusals above are shown as pages.
export default function Cancel() {
  return null;
}
