import type { Card } from "~/history/list.server";
import { PictureCard } from "./picture-card";

/** Pictures that load at once: about the first row of a wide screen. The others wait until they are scrolled to. */
const EAGER = 4;

type GalleryProps = {
  cards: Card[];
  /** Whether cards say the time only, because a heading says the day. */
  timeOnly?: boolean;
  /** Whether another gallery comes before this one on the page. */
  isBelow?: boolean;
  /** Whether each card has a box to tick for the selection bar. */
  selectable?: boolean;
};

export function Gallery({ cards, timeOnly = false, isBelow = false, selectable = false }: GalleryProps) {
  return (
    <ul className="gallery">
      {cards.map((card, index) => (
        <PictureCard
          key={card.id}
          card={card}
          isFirst={!isBelow && index === 0}
          eager={!isBelow && index < EAGER}
          timeOnly={timeOnly}
          selectable={selectable}
        />
      ))}
    </ul>
  );
}
