import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUser } from "~/accounts/gate.server";
import { receiptOf } from "~/credits/statement.server";
import { advance, mayAdvance } from "~/generations/advance.server";
import { cancelOffer } from "~/generations/endings/cancel-terms.server";
import { isOpen } from "~/generations/generation.server";
import { offersFor } from "~/generations/offers.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { placeOf, stageOf } from "~/generations/progress.server";
import { viewOf } from "~/generations/view.server";
import { familyOf } from "~/history/family.server";
import { neighboursOf } from "~/history/neighbours.server";
import { found, idIn } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { titleOf } from "~/platform/text/text.server";
import { services } from "~/services.server";
import { linkOf, shareOf } from "~/shares/share.server";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Family } from "~/ui/picture/family";
import { GenerationDetails, GenerationOutcome } from "~/ui/picture/generation-details";
import { KeepActions } from "~/ui/picture/keep-actions";
import { Neighbours } from "~/ui/picture/neighbours";
import { Receipt } from "~/ui/picture/receipt";
import { ShareBox } from "~/ui/picture/share-box";
import { nextLook, Waiting } from "~/ui/picture/waiting";
import { WorkOn } from "~/ui/picture/work-on";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: (_, { title }) => title,
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const id = idIn(params);
  const using = services(context);
  let generation = found(await ownGeneration(using, user, id));
  if (mayAdvance(generation)) {
    await advance(using, generation);
    generation = found(await ownGeneration(using, user, id));
    // The balance on this page was read before the credit came back: ask again.
    if (!isOpen(generation)) throw redirect(`/generations/${id}`);
  }
  const mayCancel = isOpen(generation) && generation.cancel_requested_at === null;
  const [offer, place, receipt, neighbours, share, family] = await Promise.all([
    mayCancel ? cancelOffer(using, generation) : null,
    placeOf(using, generation),
    receiptOf(using, user.id, id),
    neighboursOf(using, user, id),
    shareOf(using, user, id),
    familyOf(using, user, generation),
  ]);
  return {
    generation: viewOf(generation),
    title: titleOf(generation.prompt),
    status: place ? ("in_line" as const) : generation.status,
    stage: stageOf(generation),
    place,
    isOpen: isOpen(generation),
    offer,
    refresh: isOpen(generation) ? nextLook(addressOf(request).searchParams, place) : null,
    receipt,
    neighbours,
    family,
    offers: offersFor(generation),
    isFavorite: generation.favorite === 1,
    link: share && linkOf(using, request, share),
    freshId: uuidv7(),
  };
}

export default function GenerationPage() {
  const {
    generation,
    status,
    stage,
    place,
    isOpen,
    offer,
    refresh,
    receipt,
    freshId,
    neighbours,
    family,
    offers,
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
          place={place}
          offer={offer}
          refresh={refresh}
        />
      ) : (
        <GenerationOutcome generation={generation} freshId={freshId} />
      )}
      <div>
        <Neighbours {...neighbours} />
        <GenerationDetails generation={generation} />
        <Family {...family} />
        <WorkOn offers={offers} />
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
