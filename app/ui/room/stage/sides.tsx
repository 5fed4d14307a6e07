import type { Neighbours } from "~/history/room/neighbours.server";
import { useWords } from "~/words/words";

/** Links to the pictures before and after this one, at its sides; the arrow keys follow them. */
export function Sides({ newer, older }: Neighbours) {
  const { picture } = useWords();
  if (!newer && !older) return null;
  return (
    <nav className="sides" aria-label={picture.neighbours}>
      {newer && (
        <a data-key="ArrowLeft" href={`/generations/${newer}`} rel="prev">
          <span aria-hidden="true">‹</span>
          <span className="hidden">{picture.newer}</span>
        </a>
      )}
      {older && (
        <a data-key="ArrowRight" href={`/generations/${older}`} rel="next">
          <span className="hidden">{picture.older}</span>
          <span aria-hidden="true">›</span>
        </a>
      )}
    </nav>
  );
}
