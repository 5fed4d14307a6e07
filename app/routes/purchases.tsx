import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import { publicOrigin } from "~/http/addresses.server";
import { parse, ticked } from "~/http/forms.server";
import { languageOf } from "~/http/language.server";
import { postOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { orderPack } from "~/purchases/order.server";
import { CURRENCIES } from "~/purchases/packs";
import { services } from "~/services.server";

/** "Buy": notes what is bought, and leads by a page of ours to where it is paid, since browsers let no form lead elsewhere. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context, "/credits");
  const using = services(context);
  const form = parse(Buy, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const { order_waits: orderWaits, ...wish } = form.value;
  const [language, origin] = [languageOf(request), publicOrigin(using, request)];
  const ordered = await orderPack(using, user, { ...wish, orderWaits, language, origin });
  if (ordered.kind === "ordered") return redirect(`/purchases/${ordered.id}/pay`, 303);
  const notice =
    ordered.kind === "too_often"
      ? ({ kind: "too_many_purchases", again_at: ordered.againAt } as const)
      : ({ kind: "pack_gone" } as const);
  return redirectWith({ request, context }, orderWaits ? "/credits?order=kept" : "/credits", notice);
}

export const loader = postOnly;

const Buy = z.object({
  id: z.uuid().lowercase(),
  pack: z.string().max(40),
  currency: z.enum(CURRENCIES),
  order_waits: ticked,
});
