import { Link } from "@remix-run/react";

/** Plain links through a list that is newest first. */
export function Pager({ older, isFirst }: { older: string | null; isFirst: boolean }) {
  if (isFirst && !older) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {!isFirst && <Link to="?">Newest</Link>}
      {older && (
        <Link to={`?before=${older}`} rel="next">
          Older
        </Link>
      )}
    </nav>
  );
}
