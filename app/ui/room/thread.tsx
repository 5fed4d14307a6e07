import type { Relative } from "~/history/room/thread.server";
import type { BroughtOne } from "~/pictures/signed/address.server";
import { useWords } from "~/words/words";
import { thumbnailOf, usePictures } from "../page/pictures";
import { Tile } from "./tile";

type Shown = Pick<Relative, "id" | "prompt" | "input_id" | "average_color"> & { image_id: string | null };

export type ThreadProps = {
  /** What it was made of, oldest first, and what was made of it. */
  before: Relative[];
  after: Relative[];
  self: Shown;
  /** The picture that was brought at the very beginning; null where words were the beginning. */
  input: BroughtOne | null;
};

/** How a picture came about: from the first one in which it began to the last that was made of it. */
export function Thread({ before, after, self, input }: ThreadProps) {
  const { picture } = useWords();
  const pictures = usePictures();
  if (before.length + after.length === 0 && input === null) return null;
  return (
    <ol className="thread" aria-label={picture.thread}>
      {input && (
        <li>
          <Tile
            href={`/inputs/${input.id}`}
            label={picture.broughtAlt(1, 1)}
            src={pictures.input(input)}
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
            src={thumbnailOf(pictures, one)}
            color={one.average_color}
            state="…"
            isCurrent={one.id === self.id}
          />
        </li>
      ))}
    </ol>
  );
}
