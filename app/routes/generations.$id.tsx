import { data, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUserWith } from "~/accounts/gate.server";
import { advance, mayAdvance } from "~/generations/advance.server";
import { isOpen } from "~/generations/generation.server";
import { composerOf } from "~/generations/order/composer.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { deletedGeneration } from "~/history/deleted/own-deleted.server";
import { pictureRoom } from "~/history/room/picture-room.server";
import { wayBack } from "~/history/way-back.server";
import { found, idIn } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { titleOf } from "~/platform/text/text.server";
import { services } from "~/services.server";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { nextLook } from "~/ui/picture/waiting";
import { PictureRoom } from "~/ui/room/picture-room";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: (_, { title }) => title,
  layout: "room",
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  const { user, found: own } = await requireUserWith(request, context, (person) =>
    ownGeneration(using, person, id),
  );
  if (!own && (await deletedGeneration(using, user, id))) throw redirect(`/history/deleted/${id}`);
  let generation = found(own);
  if (mayAdvance(generation)) {
    await advance(using, generation);
    generation = found(await ownGeneration(using, user, id));
    // The balance on this page was read before the credit came back: ask again.
    if (!isOpen(generation)) throw redirect(`/generations/${id}`);
  }
  const { searchParams: query } = addressOf(request);
  const [room, composer, { listBehind, headers }] = await Promise.all([
    pictureRoom(using, user, request, generation),
    composerOf(using, user, { query, under: generation }),
    wayBack(using, user, request, id),
  ]);
  return data(
    {
      title: titleOf(generation.prompt),
      ...{ listBehind, room },
      composer: { ...composer, credits: user.credits },
      freshId: uuidv7(),
      refresh: room.isOpen ? nextLook(query, room.place) : null,
    },
    { headers },
  );
}

export default function GenerationPage() {
  const { title: _, listBehind: __, ...room } = useLoaderData<typeof loader>();
  return <PictureRoom {...room} />;
}
