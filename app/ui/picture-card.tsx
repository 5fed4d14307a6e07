import { Link } from "@remix-run/react";
import { type Ratio, sizeOf } from "~/generations/models";
import { THUMBNAIL_WIDTH } from "~/images/thumbnail-width";
import { statusText } from "./reasons";
import { SelectBox } from "./selection-bar";
import { When } from "./when";

/**
 * As app.css lays them out: four, three, two in a row. On a phone half of a card's width is said to be a third: its third
 * pixel a point is not worth ten times the bytes.
 */
const CARD_SIZES = "(max-width: 30rem) 28vw, (max-width: 49rem) 47vw, (max-width: 65rem) 31vw, 17rem";

type PictureCardProps = {
  card: {
    id: string;
    prompt: string;
    favorite: 0 | 1;
    status: string;
    image_id: string | null;
    created_at: string;
    ratio: Ratio;
    width: number | null;
    height: number | null;
    average_color: string | null;
  };
  /** Of the page: the one to come before all others. */
  isFirst: boolean;
  /** Of the first row: not to be waited for. */
  eager: boolean;
  timeOnly: boolean;
  /** With a box for the form of ui/selection-bar.tsx. */
  selectable: boolean;
};

export function PictureCard({ card, isFirst, eager, timeOnly, selectable }: PictureCardProps) {
  const [width, height] = card.width && card.height ? [card.width, card.height] : sizeOf(card.ratio);
  return (
    <li className="card">
      <Link to={`/generations/${card.id}`}>
        {card.image_id ? (
          <span className="card-picture">
            <Ground color={card.average_color} width={width} height={height} />
            <img
              src={`/images/${card.image_id}/thumbnail`}
              srcSet={`/images/${card.image_id}/thumbnail ${Math.min(THUMBNAIL_WIDTH, width)}w, /images/${card.image_id} ${width}w`}
              sizes={CARD_SIZES}
              alt={card.prompt}
              width={width}
              height={height}
              loading={eager ? "eager" : "lazy"}
              fetchPriority={isFirst ? "high" : undefined}
              decoding="async"
            />
          </span>
        ) : (
          <Placeholder status={card.status} width={width} height={height} />
        )}
        <span className="card-prompt">{card.prompt}</span>
      </Link>
      <When at={card.created_at} timeOnly={timeOnly} />
      {card.favorite === 1 && <Favorite />}
      {selectable && <SelectBox id={card.id} prompt={card.prompt} />}
    </li>
  );
}

/** What is seen until the picture is; as an SVG, because the content security policy forbids style attributes. */
function Ground({ color, width, height }: { color: string | null; width: number; height: number }) {
  if (!color) return null;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <rect width="100%" height="100%" fill={color} />
    </svg>
  );
}

function Favorite() {
  return (
    <span className="favorite" role="img" aria-label="Favourite">
      ★
    </span>
  );
}

/** An SVG keeps the picture's ratio without a style attribute, which the content security policy forbids. */
function Placeholder({ status, width, height }: { status: string; width: number; height: number }) {
  return (
    <span className="placeholder">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" />
      <span>{statusText(status)}</span>
    </span>
  );
}
