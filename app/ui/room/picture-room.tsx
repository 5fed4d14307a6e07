import type { ComposerView } from "~/generations/order/composer.server";
import type { PictureRoomView } from "~/history/room/picture-room.server";
import type { Relative } from "~/history/room/thread.server";
import type { BroughtOne, Made, PictureAddresses } from "~/pictures/signed/address.server";
import { useWords } from "~/words/words";
import { OrderButton } from "../form/order-button";
import { Composer } from "../make/composer";
import { usePictures } from "../page/pictures";
import { GenerationDetails } from "../picture/generation-details";
import { InCollections } from "../picture/in-collections";
import { Receipt } from "../picture/receipt";
import type { Refresh } from "../picture/waiting";
import { Acts } from "./acts";
import { Filmstrip } from "./filmstrip";
import { MoreActs } from "./more-acts";
import { Room } from "./room";
import { SharePanel } from "./share-panel";
import type { Before } from "./stage/before-after";
import { NoPicture } from "./stage/no-picture";
import { PictureOnStage } from "./stage/picture-on-stage";
import { Sides } from "./stage/sides";
import { Stage } from "./stage/stage";
import { WaitingOnStage } from "./stage/waiting-on-stage";

type PictureRoomProps = {
  room: PictureRoomView;
  composer: ComposerView;
  /** An id for an order that one button makes. */
  freshId: string;
  refresh: Refresh;
};

/** The room with one picture on its stage, made, on its way, or not to come. */
export function PictureRoom({ room, composer, freshId, refresh }: PictureRoomProps) {
  const { generation, isOpen, isFavorite, film, thread, neighbours, offers, link, receipt, collections } =
    room;
  const { id, image_id, input_id, inputs, prompt, color } = generation;
  const pictures = usePictures();
  const parent = thread.before.find((one) => one.id === generation.parent_id);
  return (
    <Room
      reloads={refresh !== null}
      stage={
        <Stage>
          {isOpen && <WaitingOnStage {...room} id={id} size={generation.size} refresh={refresh} />}
          {!isOpen && image_id && (
            <PictureOnStage
              generation={{ ...generation, image_id }}
              before={beforeOf(pictures, parent, inputs)}
            />
          )}
          {!isOpen && !image_id && (
            <NoPicture generation={generation} freshId={freshId} refusals={composer.refusals} />
          )}
          <Sides {...neighbours} />
        </Stage>
      }
      acts={
        <Acts
          id={id}
          imageId={image_id}
          isFavorite={isFavorite}
          said={generation.isFromCache && <FromCache generation={generation} freshId={freshId} />}
          share={<SharePanel id={id} link={link} takedown={room.takedown} />}
          more={
            <MoreActs
              generation={generation}
              offers={offers}
              isOpen={isOpen}
              parentId={parent?.id ?? null}
              nextId={neighbours.older ?? neighbours.newer}
            >
              <GenerationDetails generation={generation} />
              <InCollections id={id} collections={collections} />
              <Receipt
                entries={receipt}
                isFromCache={generation.isFromCache}
                errorCode={generation.error_code}
                isOpen={isOpen}
              />
            </MoreActs>
          }
        />
      }
      composer={<Composer view={composer} />}
      film={
        <Filmstrip
          film={film}
          current={[id]}
          thread={{
            ...thread,
            self: { id, prompt, image_id, input_id, average_color: color },
            input: beginningOf(thread.before[0], inputs),
          }}
        />
      }
    />
  );
}

/** What an edited picture was before: the picture of its own that it was made of, else the one that was brought. */
function beforeOf(
  pictures: PictureAddresses,
  parent: Made | undefined,
  [input]: BroughtOne[],
): Before | null {
  if (parent) return { src: pictures.picture(parent) };
  return input ? { src: pictures.input(input) } : null;
}

/** The picture that was brought to the first generation of a thread, or to the only one. */
function beginningOf(first: Relative | undefined, [input]: BroughtOne[]): BroughtOne | null {
  if (!first) return input ?? null;
  return first.input_id ? { id: first.input_id, made_by_ai: first.input_made_by_ai } : null;
}

/** Says that the picture was given free, and offers to make another. */
function FromCache({
  generation,
  freshId,
}: Pick<PictureRoomProps, "freshId"> & Pick<PictureRoomView, "generation">) {
  const { picture } = useWords();
  return (
    <div className="said">
      <p>{picture.fromCache}</p>
      <OrderButton id={freshId} label={picture.makeNew} price={generation.cost} order={generation.order} />
    </div>
  );
}
