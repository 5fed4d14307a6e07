import { Link } from "@remix-run/react";
import type { Neighbours as Ids } from "~/generations/neighbours.server";

/** To the picture before and after this one; the arrow keys follow these links (ui/shortcuts.tsx). */
export function Neighbours({ newer, older }: Ids) {
  if (!newer && !older) return null;
  return (
    <nav className="neighbours" aria-label="Pictures before and after">
      {newer && (
        <Link to={`/generations/${newer}`} rel="prev" data-key="ArrowLeft">
          ← Newer
        </Link>
      )}
      {older && (
        <Link to={`/generations/${older}`} rel="next" data-key="ArrowRight">
          Older →
        </Link>
      )}
    </nav>
  );
}
