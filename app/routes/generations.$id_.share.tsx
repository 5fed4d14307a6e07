import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useParams } from "@remix-run/react";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import { mayMakeLink } from "~/budgets/links.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { formTooOften, parse, ticked } from "~/http/forms.server";
import { found, idIn } from "~/http/found.server";
import { formOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { headersOfForm } from "~/http/page-headers.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";
import { revoke, share } from "~/shares/share.server";
import { ShareForm } from "~/ui/form/share-form";
import { TooOften } from "~/ui/page/again/too-often";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

const Form = z.object({ do: z.enum(["make", "change", "revoke"]), prompt: ticked, indexable: ticked });

export const handle: PageHandle = { title: ({ sharing }) => sharing.make, takesFormsOnly: true };

export const headers = headersOfForm;

export const loader = formOnly;

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
      return formTooOften(context, { again: { showsPrompt: withPrompt, indexable } }, turn.againAt);
    await share(using, user, id, { withPrompt, indexable });
  }
  return redirectWith({ request, context }, page, { kind: NOTICES[wanted] });
}

const NOTICES = { make: "link_made", change: "link_changed", revoke: "link_revoked" } as const;

/** The form that came too often; and a component, so that the refusals above are shown as pages. */
export default function Share() {
  const { sharing } = useWords();
  const { id = "" } = useParams();
  const sent = useActionData<typeof action>();
  if (!sent) return null;
  const page = `/generations/${id}`;
  return (
    <TooOften why="links_too_often" againAt={sent.againAt} back={{ to: page, text: sharing.toPicture }}>
      <ShareForm
        action={`${page}/share`}
        link={null}
        promptField="prompt"
        again={sent.again}
        words={sharing}
      />
    </TooOften>
  );
}
