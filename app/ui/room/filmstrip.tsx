import type { Card } from "~/history/list.server";
import type { Film } from "~/history/room/around.server";
import { useWords } from "~/words/words";
import { captionOf } from "../page/caption";
import { thumbnailOf, usePictures } from "../page/pictures";
import { isThread, SelfTile, Thread, type ThreadProps } from "./thread";
import { Tile } from "./tile";

/** Seconds between looks with JavaScript while something in the strip is on its way. */
const LOOK_EVERY_SECONDS = 3;

type FilmstripProps = {
  film: Film;
  /** The ids of what is on the stage. */
  current?: string[];
  thread?: ThreadProps | undefined;
};

/** The newest pictures beside the stage, those on their way and failed ones too, and what the one on the stage came from. */
export function Filmstrip({ film, current = [], thread }: FilmstripProps) {
  const { picture } = useWords();
  if (film.cards.length === 0) return null;
  return (
    <nav
      className="filmstrip"
      aria-label={picture.filmstrip}
      data-look-every={film.isOpen ? LOOK_EVERY_SECONDS : undefined}
    >
      {thread && isThread(thread) && <Thread {...thread} />}
      <ol className="strip" aria-label={picture.newest}>
        {film.cards.map((card) => (
          <li key={card.id}>
            <CardTile card={card} isCurrent={current.includes(card.id)} />
          </li>
        ))}
        {thread && !isThread(thread) && !film.cards.some(({ id }) => id === thread.self.id) && (
          <li>
            <SelfTile self={thread.self} />
          </li>
        )}
      </ol>
    </nav>
  );
}

function CardTile({ card, isCurrent }: { card: Card; isCurrent: boolean }) {
  const { picture } = useWords();
  const pictures = usePictures();
  const { id, prompt, image_id, average_color, status, isOpen } = card;
  return (
    <Tile
      href={`/generations/${id}`}
      label={image_id ? captionOf(prompt) : `${picture.tiles[status]}: ${captionOf(prompt)}`}
      src={thumbnailOf(pictures, card)}
      color={average_color}
      state={picture.tiles[status]}
      isOnTheWay={isOpen}
      isCurrent={isCurrent}
    />
  );
}
