import type { Relative } from "~/history/room/thread.server";
import { useWords } from "~/words/words";
import { Tile } from "./tile";

type Shown = { id: string; prompt: string; image_id: string | null; average_color: string | null };

export type ThreadProps = {
  /** What it was made of, oldest first, and what was made of it. */
  before: Relative[];
  after: Relative[];
  self: Shown;
  /** The picture that was brought at the very beginning; null where words were the beginning. */
  inputId: string | null;
};

/** How a picture came about: from the first one in which it began to the last that was made of it. */
export function Thread({ before, after, self, inputId }: ThreadProps) {
  const { picture } = useWords();
  if (before.length + after.length === 0 && inputId === null) return null;
  return (
    <ol className="thread" aria-label={picture.thread}>
      {inputId && (
        <li>
          <Tile
            href={`/inputs/${inputId}`}
            label={picture.broughtAlt(1, 1)}
            src={`/inputs/${inputId}`}
            color={null}
            isCurrent={false}
          />
        </li>
      )}
      {[...before, self, ...after].map((one) => (
        <li key={one.id}>
          <Tile
            href={`/generations/${one.id}`}
            label={one.prompt}
            src={one.image_id && `/images/${one.image_id}/thumbnail`}
            color={one.average_color}
            state="…"
            isCurrent={one.id === self.id}
          />
        </li>
      ))}
    </ol>
  );
}
