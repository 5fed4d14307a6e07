import { type LoaderFunctionArgs, redirect, type SerializeFrom } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUser } from "~/accounts/gate.server";
import { receiptOf } from "~/credits/entries.server";
import { advance } from "~/generations/advance.server";
import { sameOrder } from "~/generations/again.server";
import { isOpen, modelInput } from "~/generations/generation.server";
import { type OwnGeneration, ownGeneration } from "~/generations/history.server";
import { mayBeDue } from "~/generations/lease.server";
import { modelById, sizeOf } from "~/generations/models";
import { neighboursOf } from "~/generations/neighbours.server";
import { stageOf } from "~/generations/progress.server";
import { isUuid } from "~/platform/ids.server";
import { services } from "~/platform/services.server";
import { linkOf, shareOf } from "~/shares/share.server";
import { GenerationDetails, GenerationOutcome, type GenerationView } from "~/ui/generation-details";
import { KeepActions } from "~/ui/keep-actions";
import { Neighbours } from "~/ui/neighbours";
import type { PageHandle } from "~/ui/page-handle";
import { Receipt } from "~/ui/receipt";
import { ShareBox } from "~/ui/share-box";
import { nextLook, Waiting } from "~/ui/waiting";

export const handle: PageHandle<SerializeFrom<typeof loader>> = {
  title: (_, { generation }) => generation.prompt.slice(0, 60),
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  if (!isUuid(params.id)) throw new Response(null, { status: 404 });
  const using = services(context);
  const generation = await ownGeneration(using, user, params.id);
  if (mayBeDue(generation)) {
    await advance(using, generation);
    const now = await ownGeneration(using, user, params.id);
    // The balance on this page was read before the credit came back: ask again.
    if (!isOpen(now)) throw redirect(`/generations/${params.id}`);
  }
  const [receipt, neighbours, share] = await Promise.all([
    receiptOf(using, user, params.id),
    neighboursOf(using, user, params.id),
    shareOf(using, user, params.id),
  ]);
  return {
    generation: viewOf(generation),
    status: generation.status,
    stage: stageOf(generation),
    isOpen: isOpen(generation),
    isCanceling: generation.cancel_requested_at !== null,
    refresh: isOpen(generation) ? nextLook(new URL(request.url).searchParams) : null,
    receipt,
    neighbours,
    isFavorite: generation.favorite === 1,
    link: share && linkOf(using, request, share),
    freshId: uuidv7(),
  };
}

function viewOf(generation: OwnGeneration): GenerationView {
  const { id, order_id, prompt, model, seed, error_code, image_id, input_id, cached_from, created_at } =
    generation;
  const order = sameOrder(generation);
  const ratio = modelInput(generation).aspect_ratio;
  return {
    ...{ id, order_id, prompt, model, seed, error_code, image_id, input_id, created_at, order },
    ratio,
    size: generation.width && generation.height ? [generation.width, generation.height] : sizeOf(ratio),
    isFromCache: cached_from !== null,
    isExact: generation.seed_is_fixed === 1 || !modelById(model)?.hasFastPath,
  };
}

export default function GenerationPage() {
  const {
    generation,
    status,
    stage,
    isOpen,
    isCanceling,
    refresh,
    receipt,
    freshId,
    neighbours,
    isFavorite,
    link,
  } = useLoaderData<typeof loader>();
  return (
    <article className="generation">
      {isOpen ? (
        <Waiting
          id={generation.id}
          status={status}
          stage={stage}
          isCanceling={isCanceling}
          refresh={refresh}
        />
      ) : (
        <GenerationOutcome generation={generation} freshId={freshId} />
      )}
      <div>
        <Neighbours {...neighbours} />
        <GenerationDetails generation={generation} />
        <KeepActions
          id={generation.id}
          imageId={generation.image_id}
          isFavorite={isFavorite}
          isOpen={isOpen}
        />
        {generation.image_id && <ShareBox id={generation.id} link={link} />}
        <Receipt
          entries={receipt}
          isFromCache={generation.isFromCache}
          errorCode={generation.error_code}
          isOpen={isOpen}
        />
      </div>
    </article>
  );
}
