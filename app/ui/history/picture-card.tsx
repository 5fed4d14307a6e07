import type { Card } from "~/history/list.server";
import { sizeOf } from "~/models/ratios";
import { thumbnailSize } from "~/pictures/thumbnails/size";
import { useWords } from "~/words/words";
import { captionOf } from "../page/caption";
import { usePictures } from "../page/pictures";
import { When } from "../page/when";
import { statusWords } from "../picture/status-words";
import { CardPicture } from "./card-picture";
import { shapeOf } from "./shape";

/** The height of a row of large pictures, in rem, as the stylesheet has it. */
const LARGE_ROW = 18.75;

type PictureCardProps = {
  card: Card;
  isLarge: boolean;
  /** Whether the picture is in the page's first row. */
  isFirst: boolean;
  timeOnly: boolean;
  /** Whether the card has a box to be chosen by. */
  selectable: boolean;
};

/** One picture of a light table, or what stands in its place. Its id is where links lead back to. */
export function PictureCard({ card, isLarge, isFirst, timeOnly, selectable }: PictureCardProps) {
  const { history } = useWords();
  const pictures = usePictures();
  const [width, height] = card.width && card.height ? [card.width, card.height] : sizeOf(card.ratio);
  const made = card.image_id ? { image_id: card.image_id, input_id: card.input_id } : null;
  const caption = captionOf(card.prompt);
  const thumbnail = made ? pictures.thumbnail(made) : null;
  const sharper = isLarge &&
    made && {
      srcSet: `${thumbnail} ${thumbnailSize({ width, height }).width}w, ${pictures.picture(made)} ${width}w`,
      sizes: cardSizes(width / height),
    };
  return (
    <li className="card" id={card.id} data-shape={shapeOf(width, height)}>
      <a href={`/generations/${card.id}`}>
        {thumbnail ? (
          <CardPicture
            src={thumbnail}
            {...sharper}
            alt={caption}
            width={width}
            height={height}
            color={card.average_color}
            isFirst={isFirst}
          />
        ) : (
          <Status card={card} />
        )}
        <span className="caption">
          {/* A picture's alt text has said the prompt already. */}
          <span className="card-prompt" dir="auto" aria-hidden={thumbnail ? true : undefined}>
            {caption}
          </span>
          <When at={card.created_at} timeOnly={timeOnly} />
        </span>
        {card.favorite === 1 && (
          <span className="favorite" role="img" aria-label={history.isFavorite}>
            ★
          </span>
        )}
      </a>
      {selectable && (
        <label className="pick">
          <input type="checkbox" name="id" value={card.id} aria-label={history.choose(caption)} />
        </label>
      )}
    </li>
  );
}

/**
 * The `sizes` of a large picture, whose row has a fixed height. A phone is told a smaller width than the true one, so
 * that it takes the thumbnail: the whole picture would be sharper on a dense screen, and ten times the bytes.
 */
function cardSizes(ratio: number): string {
  return `(max-width: 40rem) 7.5rem, ${Math.round(ratio * LARGE_ROW)}rem`;
}

/** Says why there is no picture. */
function Status({ card: { status, error_code } }: { card: Card }) {
  const { picture } = useWords();
  return (
    <span className="no-picture" data-status={status}>
      {statusWords(picture, error_code)[status]}
    </span>
  );
}
