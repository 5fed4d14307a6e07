import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { parse, ticked } from "~/http/forms.server";
import { found, idIn } from "~/http/found.server";
import { postOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";
import { mayMakeLink, revoke, share } from "~/shares/share.server";

const Form = z.object({ do: z.enum(["make", "change", "revoke"]), prompt: ticked, indexable: ticked });

export const loader = postOnly;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const user = await requireUser(request, context, `/generations/${id}`);
  const form = parse(Form, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const using = services(context);
  const { status } = found(await ownGeneration(using, user, id));
  const { do: wanted, prompt: withPrompt, indexable } = form.value;
  const page = `/generations/${id}`;
  if (wanted === "revoke") await revoke(using, user, id);
  else if (status !== "succeeded")
    return redirectWith({ request, context }, page, { kind: "nothing_to_share" });
  else {
    const turn = wanted === "make" && (await mayMakeLink(using, user));
    if (turn && !turn.taken)
      return redirectWith({ request, context }, page, { kind: "too_many_links", again_at: turn.againAt });
    await share(using, user, id, { withPrompt, indexable });
  }
  return redirectWith({ request, context }, page, { kind: NOTICES[wanted] });
}

const NOTICES = { make: "link_made", change: "link_changed", revoke: "link_revoked" } as const;

// A component, so that the refusals above are shown as pages.
export default function Share() {
  return null;
}
