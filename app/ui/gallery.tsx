import type { Card } from "~/generations/history.server";
import { PictureCard } from "./picture-card";

/** As many as a wide screen shows without scrolling. */
const EAGER = 4;

export function Gallery({ cards, selectable = false }: { cards: Card[]; selectable?: boolean }) {
  return (
    <ul className="gallery">
      {cards.map((card, index) => (
        <PictureCard
          key={card.id}
          card={card}
          isFirst={index === 0}
          eager={index < EAGER}
          selectable={selectable}
        />
      ))}
    </ul>
  );
}
