import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { z } from "zod";
import { requireUser } from "~/accounts/gate.server";
import { ownGeneration } from "~/generations/history.server";
import { parse, ticked } from "~/platform/forms.server";
import { isUuid } from "~/platform/ids.server";
import { redirectWith } from "~/platform/notice.server";
import { services } from "~/platform/services.server";
import { revoke, share } from "~/shares/share.server";

const Form = z.object({ do: z.enum(["make", "change", "revoke"]), prompt: ticked, indexable: ticked });

export async function loader() {
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  const form = parse(Form, await request.formData());
  if (!form.ok) throw new Response(null, { status: 400 });
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  const using = services(context);
  const { id } = await ownGeneration(using, user, params.id);
  const { do: wanted, prompt: withPrompt, indexable } = form.value;
  if (wanted === "revoke") await revoke(using, user, id);
  else await share(using, user, id, { withPrompt, indexable });
  return redirectWith(`/generations/${id}`, { kind: NOTICES[wanted] });
}

const NOTICES = { make: "link_made", change: "link_changed", revoke: "link_revoked" } as const;

// A component, so that the refusals above are shown as pages.
export default function Share() {
  return null;
}
