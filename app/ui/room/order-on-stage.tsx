import type { CancelOffer } from "~/credits/allowances.server";
import type { Place } from "~/generations/progress.server";
import type { Card } from "~/history/list.server";
import { sizeOf } from "~/models/ratios";
import { useWords } from "~/words/words";
import { InLine } from "../make/in-line";
import { usePictures } from "../page/pictures";
import { CancelButton } from "../picture/cancel-button";
import { statusWords } from "../picture/status-words";
import { LooksAgain, type Refresh } from "../picture/waiting";
import { Frame } from "./stage/frame";
import { Stage } from "./stage/stage";

/** How often an order whose pictures are on their way is looked at, with JavaScript. */
const LOOK_EVERY_SECONDS = 2;

/** A picture of the order, and what cancelling it does; null where it cannot be cancelled, or is already. */
type Ordered = Card & { offer: CancelOffer | null };
type OrderProps = { id: string; cards: Ordered[]; isOpen: boolean; place: Place | null; refresh: Refresh };

/** Pictures that were ordered together, two and two, each a link to its own page. */
export function OrderOnStage({ id, cards, isOpen, place, refresh }: OrderProps) {
  const { waiting } = useWords();
  return (
    <Stage>
      <h1 className="hidden" data-look-every={isOpen ? LOOK_EVERY_SECONDS : undefined}>
        {isOpen ? waiting.titleOfSeveral : waiting.together}
      </h1>
      <ul className="several" data-count={cards.length}>
        {cards.map((card) => (
          <li key={card.id} className="cell">
            <CardFrame card={card} />
            {card.offer && <CancelButton id={card.id} offer={card.offer} order={id} />}
          </li>
        ))}
      </ul>
      {place && (
        <div className="over-stage">
          <InLine {...place} />
        </div>
      )}
      <p role="status" className="hidden">
        {isOpen ? waiting.stillAtWork : waiting.allDone}
      </p>
      <LooksAgain refresh={refresh} />
    </Stage>
  );
}

function CardFrame({ card }: { card: Card }) {
  const { picture } = useWords();
  const pictures = usePictures();
  const { id, prompt, image_id, input_id, average_color, status, error_code, ratio } = card;
  const size = card.width && card.height ? ([card.width, card.height] as const) : sizeOf(ratio);
  const made = image_id ? { image_id, input_id } : null;
  return (
    <Frame size={size} color={average_color} thumbnail={made ? pictures.thumbnail(made) : undefined}>
      <a className="cell-link" href={`/generations/${id}`}>
        {made ? (
          <img
            className="picture"
            src={pictures.picture(made)}
            alt={prompt}
            width={size[0]}
            height={size[1]}
          />
        ) : (
          <span className="in-frame">{statusWords(picture, error_code)[status]}</span>
        )}
      </a>
    </Frame>
  );
}
