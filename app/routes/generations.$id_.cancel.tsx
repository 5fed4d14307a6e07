import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import { cancelGeneration } from "~/generations/endings/cancel.server";
import { CANCEL_TERMS } from "~/generations/endings/cancel-terms.server";
import { parse } from "~/http/forms.server";
import { idIn } from "~/http/found.server";
import { postOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/services.server";

/** What the button said that it would do; one that says nothing gave the credit back. */
const Form = z.object({
  terms: z.enum(CANCEL_TERMS).default("counted"),
  /** The order on whose page the button was; without it, it was on the picture's own. */
  order: z.string().refine(isUuid).optional(),
});

export const loader = postOnly;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const user = await requireUser(request, context, `/generations/${id}`);
  const form = parse(Form, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const canceled = await cancelGeneration(services(context), user, id, form.value.terms);
  const { order } = form.value;
  const page = order ? `/orders/${order}` : `/generations/${id}`;
  if (canceled === "other terms") return redirectWith({ request, context }, page, { kind: "not_canceled" });
  // How the generation ended, or that it is not the visitor's, is for its page to say.
  return redirect(page, 303);
}

// A component, so that the refusals above are shown as pages.
export default function Cancel() {
  return null;
}
