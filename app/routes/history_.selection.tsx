import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { requireUser } from "~/accounts/gate.server";
import { deleteGenerations } from "~/history/deleted/delete.server";
import { setFavorite } from "~/history/favorite.server";
import { backTo, parseSelection } from "~/history/selection-form.server";
import { besideIn } from "~/history/way-back.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/services.server";

/** A choice lives in a post only: who comes by link is told to choose. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "/history");
  return redirectWith({ request, context }, "/history", { kind: "none_chosen" });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const asked = { request, context };
  const form = parseSelection(formOf(context));
  const user = await requireUser(request, context, form.ok ? backTo(form.value, request) : "/history");
  if (!form.ok) throw new Response(null, { status: 400 });
  const { value: wish } = form;
  const back = backTo(wish, request);
  if (wish.ids.length === 0) return redirectWith(asked, back, { kind: "none_chosen" });
  switch (wish.do) {
    case "favorite":
    case "unfavorite": {
      const isFavorite = wish.do === "favorite";
      const marked = await setFavorite(services(context), user, wish.ids, isFavorite);
      const place = marked.marked > 0 ? `${back}#${wish.ids.find(isUuid) ?? ""}` : back;
      return redirectWith(asked, place, { kind: "marked", isFavorite, ...marked });
    }
    case "delete": {
      const using = services(context);
      const deleted = await deleteGenerations(using, user, wish.ids);
      const place = await besideIn(using, user, request, back, wish.ids.find(isUuid) ?? "");
      return redirectWith(asked, place, { kind: "deleted", ...deleted });
    }
    case "use":
      return redirect(`/?${new URLSearchParams(wish.ids.map((id) => ["source", id]))}`, 303);
    case "compare": {
      const [a = "", b = "", ...more] = wish.ids;
      if (!b || more.length > 0)
        return redirectWith(asked, back, { kind: "not_two", chosen: wish.ids.length });
      return redirect(`/compare?${new URLSearchParams({ a, b })}`, 303);
    }
    case "download":
      // The button for a download names the address that answers with a file.
      throw new Response(null, { status: 400 });
  }
}

// A component, so that the refusals above are shown as pages.
export default function AboutSelection() {
  return null;
}
