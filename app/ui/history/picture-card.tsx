import { Link } from "@remix-run/react";
import type { Card } from "~/history/list.server";
import { nearestRatio, sizeOf } from "~/models/ratios";
import { isCreditKept } from "~/models/reasons";
import { THUMBNAIL_WIDTH } from "~/pictures/thumbnails/width";
import { useWords } from "~/words/words";
import { When } from "../page/when";
import { SelectBox } from "./selection-bar";

/** The height of a gallery's row on a wide screen, in rem: the stylesheet's `--row`. */
const ROW_HEIGHT = 13;

type PictureCardProps = {
  card: Card;
  /** The page's first picture: fetched with high priority. */
  isFirst: boolean;
  /** Whether the picture loads at once, rather than when it is scrolled to. */
  eager: boolean;
  timeOnly: boolean;
  /** Whether the card has a box to tick for the selection bar. */
  selectable: boolean;
};

export function PictureCard({ card, isFirst, eager, timeOnly, selectable }: PictureCardProps) {
  const [width, height] = card.width && card.height ? [card.width, card.height] : sizeOf(card.ratio);
  return (
    <li className="card" data-ratio={nearestRatio(width, height)}>
      <Link to={`/generations/${card.id}`}>
        {card.image_id ? (
          <span className="card-picture">
            <Ground color={card.average_color} width={width} height={height} />
            <img
              src={`/images/${card.image_id}/thumbnail`}
              srcSet={`/images/${card.image_id}/thumbnail ${Math.min(THUMBNAIL_WIDTH, width)}w, /images/${card.image_id} ${width}w`}
              sizes={cardSizes(width / height)}
              alt={card.prompt}
              width={width}
              height={height}
              loading={eager ? "eager" : "lazy"}
              fetchPriority={isFirst ? "high" : undefined}
              decoding="async"
            />
          </span>
        ) : (
          <Placeholder card={card} width={width} height={height} />
        )}
        {/* A picture's alt text has said the prompt already. */}
        <span className="card-prompt" aria-hidden={card.image_id ? true : undefined}>
          {card.prompt}
        </span>
      </Link>
      <p className="card-facts">
        <When at={card.created_at} timeOnly={timeOnly} />
        {card.favorite === 1 && <Favorite />}
      </p>
      {selectable && <SelectBox id={card.id} prompt={card.prompt} />}
    </li>
  );
}

/**
 * The `sizes` of a card's picture, whose row has a fixed height. A phone is told a smaller width than the true one, so
 * that it takes the thumbnail: the whole picture would be sharper on a dense screen, and ten times the bytes.
 */
function cardSizes(ratio: number): string {
  return `(max-width: 44rem) 7.5rem, ${Math.round(ratio * ROW_HEIGHT)}rem`;
}

/**
 * The picture's average colour, seen until the picture has loaded; as an SVG, because the content security policy
 * forbids style attributes.
 */
function Ground({ color, width, height }: { color: string | null; width: number; height: number }) {
  if (!color) return null;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <rect width="100%" height="100%" fill={color} />
    </svg>
  );
}

function Favorite() {
  const { history } = useWords();
  return (
    <span className="favorite" role="img" aria-label={history.isFavorite}>
      ★
    </span>
  );
}

/**
 * Stands for a picture that is not there. An SVG keeps the ratio without a style attribute, which the content security
 * policy forbids.
 */
function Placeholder({ card, width, height }: { card: Card; width: number; height: number }) {
  const { picture } = useWords();
  const { status, error_code } = card;
  const words = isCreditKept(error_code) ? { ...picture.statuses, ...picture.creditKept } : picture.statuses;
  return (
    <span className="placeholder">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" />
      <span>{words[status]}</span>
    </span>
  );
}
