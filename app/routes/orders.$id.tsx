import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { requireUserWith } from "~/accounts/gate.server";
import { composerOf } from "~/generations/order/composer.server";
import { filmAlone } from "~/history/room/around.server";
import { deletedOfOrder, ofOrder, orderedTogether } from "~/history/room/order-page.server";
import { found, idIn } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { Composer } from "~/ui/make/composer";
import type { PageHandle } from "~/ui/page/page-handle";
import { nextLook } from "~/ui/picture/waiting";
import { Filmstrip } from "~/ui/room/filmstrip";
import { OrderOnStage } from "~/ui/room/order-on-stage";
import { Room } from "~/ui/room/room";

export const handle: PageHandle = { title: ({ waiting }) => waiting.together, layout: "room" };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = idIn(params);
  const using = services(context);
  const { user, found: before } = await requireUserWith(request, context, (person) =>
    ofOrder(using, person, id),
  );
  const page = await orderedTogether(using, user, before);
  if (!page) throw redirect(found(await deletedOfOrder(using, user, id)));
  if (page === "ended") throw redirect(`/orders/${id}`);
  const { first, ...order } = page;
  const { searchParams: query } = addressOf(request);
  const [film, composer] = await Promise.all([
    filmAlone(using, user),
    composerOf(using, user, { query, under: first }),
  ]);
  return {
    order: { id, ...order },
    film,
    composer: { ...composer, credits: user.credits },
    refresh: order.isOpen ? nextLook(query, order.place) : null,
  };
}

export default function OrderPage() {
  const { order, film, composer, refresh } = useLoaderData<typeof loader>();
  return (
    <Room
      reloads={refresh !== null}
      stage={<OrderOnStage {...order} refresh={refresh} />}
      composer={<Composer view={composer} />}
      film={<Filmstrip film={film} current={order.cards.map(({ id }) => id)} />}
    />
  );
}
