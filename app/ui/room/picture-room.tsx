import type { ComposerView } from "~/generations/order/composer.server";
import type { PictureRoomView } from "~/history/room/picture-room.server";
import { useWords } from "~/words/words";
import { OrderButton } from "../form/order-button";
import { Composer } from "../make/composer";
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
  const { id, image_id, inputIds, prompt, color } = generation;
  const parent = thread.before.find((one) => one.id === generation.parent_id);
  return (
    <Room
      reloads={refresh !== null}
      stage={
        <Stage>
          {isOpen && <WaitingOnStage {...room} id={id} size={generation.size} refresh={refresh} />}
          {!isOpen && image_id && (
            <PictureOnStage generation={{ ...generation, image_id }} before={beforeOf(parent, inputIds)} />
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
          share={<SharePanel id={id} link={link} />}
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
            self: { id, prompt, image_id, average_color: color },
            inputId: (thread.before[0] ?? { input_id: inputIds[0] }).input_id ?? null,
          }}
        />
      }
    />
  );
}

/** What an edited picture was before: the picture of its own that it was made of, else the one that was brought. */
function beforeOf(parent: { image_id: string } | undefined, [inputId]: string[]): Before | null {
  if (parent) return { src: `/images/${parent.image_id}` };
  return inputId ? { src: `/inputs/${inputId}` } : null;
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
