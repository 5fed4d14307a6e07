import type { Relative } from "~/history/room/thread.server";
import type { BroughtOne } from "~/pictures/signed/address.server";
import { useWords } from "~/words/words";
import { captionOf } from "../page/caption";
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

/** Whether a picture was made of another one, or another one of it. */
export function isThread({ before, after, input }: ThreadProps): boolean {
  return before.length + after.length > 0 || input !== null;
}

/** How a picture came about: from the first one in which it began to the last that was made of it. */
export function Thread({ before, after, self, input }: ThreadProps) {
  const { picture } = useWords();
  const pictures = usePictures();
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
          {one.id === self.id ? <SelfTile self={self} /> : <RelativeTile one={one} isCurrent={false} />}
        </li>
      ))}
    </ol>
  );
}

/** The picture on the stage as a tile among others. */
export function SelfTile({ self }: { self: Shown }) {
  return <RelativeTile one={self} isCurrent />;
}

function RelativeTile({ one, isCurrent }: { one: Shown; isCurrent: boolean }) {
  const pictures = usePictures();
  return (
    <Tile
      href={`/generations/${one.id}`}
      label={captionOf(one.prompt)}
      src={thumbnailOf(pictures, one)}
      color={one.average_color}
      state="…"
      isCurrent={isCurrent}
    />
  );
}
