import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { requireUser } from "~/accounts/gate.server";
import { orderedTogether } from "~/generations/together.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";
import { Gallery } from "~/ui/gallery";
import { nextLook } from "~/ui/waiting";

export const meta: MetaFunction = () => [{ title: "Ordered together · Flux AI" }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  const { cards, isOpen } = await orderedTogether(services(context), user, params.id);
  return { cards, isOpen, refresh: isOpen ? nextLook(new URL(request.url).searchParams) : null };
}

/** In milliseconds. */
const LOOK_EVERY = 2_000;

export default function OrderPage() {
  const { cards, isOpen, refresh } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(revalidate, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [isOpen, revalidate]);
  return (
    <>
      <h1>{isOpen ? "Your pictures are on their way" : "Ordered together"}</h1>
      <p className="prompt">{cards[0]?.prompt}</p>
      <Gallery cards={cards} />
      <p role="status" className="hidden">
        {isOpen ? "Still at work" : "All done"}
      </p>
      {refresh && (
        <noscript>
          <p className="hint">
            This page looks again in {refresh.afterSeconds} seconds. <a href="?looks=off">Stop that</a>
          </p>
        </noscript>
      )}
    </>
  );
}
