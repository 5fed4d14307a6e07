import { type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { requireUser } from "~/accounts/gate.server";
import { receiptOf } from "~/credits/statement.server";
import { advance } from "~/generations/advance.server";
import { cancelOffer } from "~/generations/endings/cancel-terms.server";
import { isOpen } from "~/generations/generation.server";
import { mayBeDue } from "~/generations/lease.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { stageOf } from "~/generations/progress.server";
import { viewOf } from "~/generations/view.server";
import { neighboursOf } from "~/history/neighbours.server";
import { found, idIn } from "~/http/found.server";
import { addressOf } from "~/platform/address.server";
import { titleOf } from "~/platform/text/text.server";
import { services } from "~/services.server";
import { linkOf, shareOf } from "~/shares/share.server";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { GenerationDetails, GenerationOutcome } from "~/ui/picture/generation-details";
import { KeepActions } from "~/ui/picture/keep-actions";
import { Neighbours } from "~/ui/picture/neighbours";
import { Receipt } from "~/ui/picture/receipt";
import { ShareBox } from "~/ui/picture/share-box";
import { nextLook, Waiting } from "~/ui/picture/waiting";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: (_, { title }) => title,
};

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const id = idIn(params);
  const using = services(context);
  let generation = found(await ownGeneration(using, user, id));
  if (mayBeDue(generation)) {
    await advance(using, generation);
    generation = found(await ownGeneration(using, user, id));
    // The balance on this page was read before the credit came back: ask again.
    if (!isOpen(generation)) throw redirect(`/generations/${id}`);
  }
  const mayCancel = isOpen(generation) && generation.cancel_requested_at === null;
  const [offer, receipt, neighbours, share] = await Promise.all([
    mayCancel ? cancelOffer(using, generation) : null,
    receiptOf(using, user.id, id),
    neighboursOf(using, user, id),
    shareOf(using, user, id),
  ]);
  return {
    generation: viewOf(generation),
    title: titleOf(generation.prompt),
    status: generation.status,
    stage: stageOf(generation),
    isOpen: isOpen(generation),
    offer,
    refresh: isOpen(generation) ? nextLook(addressOf(request).searchParams) : null,
    receipt,
    neighbours,
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
    isOpen,
    offer,
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
        <Waiting id={generation.id} status={status} stage={stage} offer={offer} refresh={refresh} />
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
