import { Link } from "@remix-run/react";

type PagerProps = {
  /** Where the pages beside this one begin, null at the ends; a list that is walked one way only has no `newer`. */
  newer?: string | number | null;
  older: string | number | null;
  isFirst: boolean;
  /** What else the URL says: each link says it too. */
  search?: Record<string, string>;
};

/** Plain links through a list that is newest first. */
export function Pager({ newer = null, older, isFirst, search = {} }: PagerProps) {
  const to = (place: Record<string, string>) => `?${new URLSearchParams({ ...search, ...place })}`;
  if (isFirst && older === null) return null;
  return (
    <nav className="pager" aria-label="Pages">
      {!isFirst && <Link to={to({})}>Newest</Link>}
      {newer !== null && (
        <Link to={to({ after: String(newer) })} rel="prev">
          Newer
        </Link>
      )}
      {older !== null && (
        <Link to={to({ before: String(older) })} rel="next">
          Older
        </Link>
      )}
    </nav>
  );
}
