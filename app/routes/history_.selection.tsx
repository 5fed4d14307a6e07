import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import type { User } from "~/accounts/user";
import { isOpen } from "~/generations/generation.server";
import { deleteGenerations } from "~/history/delete.server";
import { setFavorite } from "~/history/favorite.server";
import { select } from "~/history/selection.server";
import { backTo, parseSelection, type SelectionWish } from "~/history/selection-form.server";
import { type Asked, redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/services.server";
import { DeleteMany, NoneChosen } from "~/ui/history/delete-question";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ history }) => history.chosen };

/** A choice lives in a post only: who comes by link is told to choose. No redirect: this runs for the post's own page too. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context);
  return null;
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
      return redirectWith(asked, `${back}#${wish.ids.find(isUuid) ?? ""}`, {
        kind: "marked",
        isFavorite,
        ...marked,
      });
    }
    case "delete":
      return wish.confirmed ? deleteThem(asked, user, wish, back) : ask(asked, user, wish, back);
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

async function deleteThem(asked: Asked, user: User, { ids, favorites }: SelectionWish, back: string) {
  const using = services(asked.context);
  const deleted = await deleteGenerations(using, user, ids, { alsoFavorites: favorites });
  return redirectWith(asked, back, { kind: "deleted", ...deleted });
}

async function ask(asked: Asked, user: User, { ids }: SelectionWish, back: string) {
  const using = services(asked.context);
  const { own, open, unknown } = await select(using, user, ids);
  if (own.length === open)
    throw await redirectWith(asked, back, { kind: "deleted", deleted: 0, spared: 0, open, unknown });
  const favorites = own.filter((chosen) => chosen.favorite === 1 && !isOpen(chosen)).length;
  return { ids: own.map(({ id }) => id), favorites, open, unknown, back };
}

export default function AboutSelection() {
  const question = useActionData<typeof ask>();
  return question ? <DeleteMany question={question} /> : <NoneChosen />;
}
