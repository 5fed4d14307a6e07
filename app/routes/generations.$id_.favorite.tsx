import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import * as z from "zod";
import { requireUser } from "~/accounts/gate.server";
import { setFavorite } from "~/history/favorite.server";
import { parse } from "~/http/forms.server";
import { found, idIn } from "~/http/found.server";
import { postOnly } from "~/http/methods.server";
import { formOf } from "~/load-context";
import { services } from "~/services.server";

export const loader = postOnly;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const user = await requireUser(request, context, `/generations/${id}`);
  const form = parse(z.object({ favorite: z.enum(["0", "1"]) }), formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const { marked } = await setFavorite(services(context), user, [id], form.value.favorite === "1");
  found(marked || null);
  return redirect(`/generations/${id}`, 303);
}

// A component, so that the refusals above are shown as pages.
export default function Favorite() {
  return null;
}
