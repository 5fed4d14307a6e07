import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { requireUser } from "~/accounts/gate.server";
import { orderedTogether } from "~/generations/together.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";
import { Gallery } from "~/ui/gallery";
import type { PageHandle } from "~/ui/page-handle";
import { LooksAgain, nextLook } from "~/ui/waiting";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ waiting }) => waiting.together };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  const { cards, isOpen } = await orderedTogether(services(context), user, params.id);
  return { cards, isOpen, refresh: isOpen ? nextLook(new URL(request.url).searchParams) : null };
}

/** In milliseconds. */
const LOOK_EVERY = 2_000;

export default function OrderPage() {
  const { waiting } = useWords();
  const { cards, isOpen, refresh } = useLoaderData<typeof loader>();
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
      <Gallery cards={cards} />
      <p role="status" className="hidden">
        {isOpen ? waiting.stillAtWork : waiting.allDone}
      </p>
      <LooksAgain refresh={refresh} />
    </>
  );
}
