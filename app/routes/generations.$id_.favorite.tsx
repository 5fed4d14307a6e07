import { type ActionFunctionArgs, redirect } from "@remix-run/cloudflare";
import { z } from "zod";
import { requireUser } from "~/accounts/gate.server";
import { setFavorite } from "~/generations/favorite.server";
import { parse } from "~/platform/forms.server";
import { services } from "~/platform/services.server";

export async function loader() {
  throw new Response(null, { status: 405, headers: { Allow: "POST" } });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  const form = parse(z.object({ favorite: z.enum(["0", "1"]) }), await request.formData());
  if (!form.ok) throw new Response(null, { status: 400 });
  const id = params.id ?? "";
  const { marked } = await setFavorite(services(context), user, [id], form.value.favorite === "1");
  if (marked === 0) throw new Response(null, { status: 404 });
  return redirect(`/generations/${id}`, 303);
}

// A component, so that the refusals above are shown as pages.
export default function Favorite() {
  return null;
}
