import type { Card } from "~/history/list.server";
import { PictureCard } from "./picture-card";

/** As many as a wide screen shows without scrolling. */
const EAGER = 4;

type GalleryProps = {
  cards: Card[];
  /** A heading says the day. */
  timeOnly?: boolean;
  /** Not the first on its page. */
  isBelow?: boolean;
  /** With boxes for the form of ui/selection-bar.tsx. */
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
