import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUserWith } from "~/accounts/gate.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { deletedGeneration } from "~/history/deleted/own-deleted.server";
import { found, idIn } from "~/http/found.server";
import { titleOf } from "~/platform/text/text.server";
import { services } from "~/services.server";
import { DeletedPicture } from "~/ui/history/deleted/deleted-picture";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ deleted }, { title }) => deleted.titleOfOne(title),
};

/** A deleted picture, to which its own page leads as long as it can be put back; from here a living one is led there. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const using = services(context);
  const id = idIn(params);
  const { user, found: card } = await requireUserWith(request, context, (person) =>
    deletedGeneration(using, person, id),
  );
  if (!card) {
    found(await ownGeneration(using, user, id));
    throw redirect(`/generations/${id}`);
  }
  return { card, title: titleOf(card.prompt) };
}

export default function DeletedPage() {
  const { card } = useLoaderData<typeof loader>();
  return <DeletedPicture card={card} />;
}
