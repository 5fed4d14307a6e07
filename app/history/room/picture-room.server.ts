import type { Person } from "~/accounts/user";
import { cancelOffer } from "~/generations/endings/cancel-terms.server";
import { isOpen } from "~/generations/generation.server";
import { offersFor } from "~/generations/offers.server";
import { type OwnGeneration, ownGeneration } from "~/generations/own-generation.server";
import { placeOf, stageOf } from "~/generations/progress.server";
import { viewOf } from "~/generations/view.server";
import type { Services } from "~/services.server";
import { linkOf } from "~/shares/share.server";
import { aroundIt } from "./around.server";

/** All that the room shows with one generation on its stage, but for the composer. */
export type PictureRoomView = Awaited<ReturnType<typeof pictureRoom>>;

export async function pictureRoom(
  using: Services,
  user: Person,
  request: Request,
  generation: OwnGeneration,
) {
  const isOnTheWay = isOpen(generation);
  const mayCancel = isOnTheWay && generation.cancel_requested_at === null;
  const [{ share, ...around }, offer, place] = await Promise.all([
    aroundIt(using, user, generation),
    mayCancel ? cancelOffer(using, generation) : null,
    placeOf(using, generation),
  ]);
  return {
    ...around,
    generation: viewOf(generation),
    isOpen: isOnTheWay,
    isFavorite: generation.favorite === 1,
    status: place ? ("in_line" as const) : generation.status,
    stage: stageOf(generation),
    offer,
    place,
    offers: offersFor(generation),
    link: share && linkOf(using, request, share),
  };
}

/** The same by the id of the generation; null without one, and where it is nobody's or somebody else's. */
export async function pictureRoomOf(using: Services, user: Person, request: Request, id: string | null) {
  const generation = id ? await ownGeneration(using, user, id) : null;
  return generation && pictureRoom(using, user, request, generation);
}
