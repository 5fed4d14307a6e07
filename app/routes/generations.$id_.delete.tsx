import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { deleteGenerations } from "~/generations/delete.server";
import { isOpen } from "~/generations/generation.server";
import { ownGeneration } from "~/generations/history.server";
import { isUuid } from "~/platform/ids.server";
import { redirectWith } from "~/platform/notice.server";
import { services } from "~/platform/services.server";
import { CancelFirst, DeleteOne } from "~/ui/delete-question";
import type { PageHandle } from "~/ui/page-handle";

export const handle: PageHandle = { title: ({ history }) => history.deleteOne };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  const generation = await ownGeneration(services(context), user, params.id);
  const { id, prompt, image_id, width, height, favorite } = generation;
  const image = image_id && width && height ? { id: image_id, size: [width, height] as const } : null;
  return { id, prompt, image, isFavorite: favorite === 1, isOpen: isOpen(generation) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  const id = params.id ?? "";
  const deleted = await deleteGenerations(services(context), user, [id], { alsoFavorites: true });
  if (deleted.open > 0) return data(null, 409);
  return redirectWith("/history", { kind: "deleted", ...deleted });
}

export default function Delete() {
  const { isOpen, ...generation } = useLoaderData<typeof loader>();
  return isOpen ? <CancelFirst id={generation.id} /> : <DeleteOne generation={generation} />;
}
