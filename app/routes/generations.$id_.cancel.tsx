import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { cancelGeneration } from "~/generations/cancel.server";
import { idIn } from "~/http/found.server";
import { postOnly } from "~/http/methods.server";
import { services } from "~/services.server";

export const loader = postOnly;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const user = await requireUser(request, context, `/generations/${id}`);
  await cancelGeneration(services(context), user, id);
  // How the generation ended, or that it is not the visitor's, is for its page to say.
  return redirect(`/generations/${id}`, 303);
}

// A component, so that the refusals above are shown as pages.
export default function Cancel() {
  return null;
}
