import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { cancelOffer } from "~/generations/endings/cancel-terms.server";
import { isOpen } from "~/generations/generation.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { deleteGenerations } from "~/history/delete.server";
import { found, idIn } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { services } from "~/services.server";
import { CancelFirst, DeleteOne } from "~/ui/history/delete-question";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: ({ history }) => history.deleteOne };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  const generation = found(await ownGeneration(using, user, idIn(params)));
  const { id, prompt, image_id, width, height, favorite } = generation;
  const image = image_id && width && height ? { id: image_id, size: [width, height] as const } : null;
  const offer = isOpen(generation) ? await cancelOffer(using, generation) : null;
  return { id, prompt, image, isFavorite: favorite === 1, offer };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = idIn(params);
  const user = await requireUser(request, context, `/generations/${id}/delete`);
  const deleted = await deleteGenerations(services(context), user, [id], { alsoFavorites: true });
  if (deleted.open > 0) return data(null, 409);
  return redirectWith({ request, context }, "/history", { kind: "deleted", ...deleted });
}

export default function Delete() {
  const { offer, ...generation } = useLoaderData<typeof loader>();
  return offer ? <CancelFirst id={generation.id} offer={offer} /> : <DeleteOne generation={generation} />;
}
