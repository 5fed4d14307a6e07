import type { Neighbours as Ids } from "~/history/neighbours.server";
import { useWords } from "~/words/words";

/** Links to the pictures before and after this one; the arrow keys follow them. */
export function Neighbours({ newer, older }: Ids) {
  const { picture } = useWords();
  if (!newer && !older) return null;
  return (
    <nav className="neighbours" aria-label={picture.neighbours}>
      {newer && (
        <a data-key="ArrowLeft" href={`/generations/${newer}`} rel="prev">
          <span aria-hidden="true">← </span>
          {picture.newer}
        </a>
      )}
      {older && (
        <a data-key="ArrowRight" href={`/generations/${older}`} rel="next">
          {picture.older}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}
