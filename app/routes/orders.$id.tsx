import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { requireUser } from "~/accounts/gate.server";
import { orderedTogether } from "~/history/order-page.server";
import { found, idIn } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { Gallery } from "~/ui/history/gallery";
import { InLine } from "~/ui/make/in-line";
import type { PageHandle } from "~/ui/page/page-handle";
import { LooksAgain, nextLook } from "~/ui/picture/waiting";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ waiting }) => waiting.together };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const id = idIn(params);
  const page = found(await orderedTogether(services(context), user, id));
  if (page === "ended") throw redirect(`/orders/${id}`);
  const { cards, isOpen, place } = page;
  const refresh = isOpen ? nextLook(addressOf(request).searchParams, place) : null;
  return { cards, isOpen, place, refresh };
}

/** How often an order whose pictures are on their way is looked at, in milliseconds. */
const LOOK_EVERY = 2_000;

export default function OrderPage() {
  const { waiting } = useWords();
  const { cards, isOpen, place, refresh } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(revalidate, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [isOpen, revalidate]);
  return (
    <>
      <h1>{isOpen ? waiting.titleOfSeveral : waiting.together}</h1>
      <p className="prompt">{cards[0]?.prompt}</p>
      {place && <InLine {...place} />}
      <Gallery cards={cards} />
      <p role="status" className="hidden">
        {isOpen ? waiting.stillAtWork : waiting.allDone}
      </p>
      <LooksAgain refresh={refresh} />
    </>
  );
}
