import { Link } from "@remix-run/react";
import type { Neighbours as Ids } from "~/history/neighbours.server";
import { useWords } from "~/words/words";

/** Links to the pictures before and after this one; the arrow keys follow them. */
export function Neighbours({ newer, older }: Ids) {
  const { picture } = useWords();
  if (!newer && !older) return null;
  return (
    <nav className="neighbours" aria-label={picture.neighbours}>
      {newer && (
        <Link to={`/generations/${newer}`} rel="prev" data-key="ArrowLeft">
          <span aria-hidden="true">← </span>
          {picture.newer}
        </Link>
      )}
      {older && (
        <Link to={`/generations/${older}`} rel="next" data-key="ArrowRight">
          {picture.older}
          <span aria-hidden="true"> →</span>
        </Link>
      )}
    </nav>
  );
}
