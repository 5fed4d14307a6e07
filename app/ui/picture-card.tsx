import { Link } from "@remix-run/react";
import { SIZES } from "~/generations/models";
import { statusText } from "./reasons";
import { When } from "./when";

type PictureCardProps = {
  card: {
    id: string;
    prompt: string;
    status: string;
    image_id: string | null;
    created_at: string;
    ratio: keyof typeof SIZES;
    width: number | null;
    height: number | null;
  };
  /** Of the first row: not to be waited for. */
  eager: boolean;
  timeOnly: boolean;
};

export function PictureCard({ card, eager, timeOnly }: PictureCardProps) {
  const [width, height] = card.width && card.height ? [card.width, card.height] : SIZES[card.ratio];
  return (
    <li className="card">
      <Link to={`/generations/${card.id}`}>
        {card.image_id ? (
          <img
            src={`/images/${card.image_id}`}
            alt={card.prompt}
            width={width}
            height={height}
            loading={eager ? "eager" : "lazy"}
            decoding="async"
          />
        ) : (
          <Placeholder status={card.status} width={width} height={height} />
        )}
        <span className="card-prompt">{card.prompt}</span>
      </Link>
      <When at={card.created_at} timeOnly={timeOnly} />
    </li>
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
