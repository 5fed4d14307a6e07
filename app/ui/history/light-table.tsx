import type { Card } from "~/history/list.server";
import type { TableSize } from "~/http/preferences.server";
import { FIRST_ROW } from "./card-picture";
import { PictureCard } from "./picture-card";

type LightTableProps = {
  cards: Card[];
  size?: TableSize;
  /** Whether cards say the time only, because a heading says the day. */
  timeOnly?: boolean;
  /** Whether another table comes before this one on the page. */
  isBelow?: boolean;
  /** Whether each card has a box to be chosen by. */
  selectable?: boolean;
};

/** Pictures in rows of one height, each as wide as its form makes it; on a phone squares. */
export function LightTable({
  cards,
  size = "m",
  timeOnly = false,
  isBelow = false,
  selectable = false,
}: LightTableProps) {
  return (
    <ul className="light-table" data-size={size === "m" ? undefined : size}>
      {cards.map((card, index) => (
        <PictureCard
          key={card.id}
          card={card}
          isLarge={size === "l"}
          isFirst={!isBelow && index < FIRST_ROW}
          timeOnly={timeOnly}
          selectable={selectable}
        />
      ))}
    </ul>
  );
}
