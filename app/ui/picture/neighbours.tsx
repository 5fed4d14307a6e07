import type { Neighbours as Ids } from "~/history/neighbours.server";
import { useWords } from "~/words/words";

/** Links to the pictures before and after this one; the arrow keys follow them. */
export function Neighbours({ newer, older }: Ids) {
  const { picture } = useWords();
  if (!newer && !older) return null;
  return (
    <nav className="neighbours" aria-label={picture.neighbours}>
      {newer && (
        <a href={`/generations/${newer}`} rel="prev" data-key="ArrowLeft">
          <span aria-hidden="true">← </span>
          {picture.newer}
        </a>
      )}
      {older && (
        <a href={`/generations/${older}`} rel="next" data-key="ArrowRight">
          {picture.older}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}
