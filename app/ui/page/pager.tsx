import { useLocation } from "@remix-run/react";
import { useWords } from "~/words/words";

type PagerProps = {
  /** Where the newer page ends and the older one begins, null at the list's ends; a list walked one way has no `newer`. */
  newer?: string | number | null;
  older: string | number | null;
  isFirst: boolean;
  /** What else the URL says, such as filters: each link keeps it. */
  search?: Record<string, string>;
};

/** Plain links through a list that is newest first. */
export function Pager({ newer = null, older, isFirst, search = {} }: PagerProps) {
  const { history } = useWords();
  const { pathname } = useLocation();
  const to = (place: Record<string, string>) => {
    const query = new URLSearchParams({ ...search, ...place });
    return query.size > 0 ? `${pathname}?${query}` : pathname;
  };
  if (isFirst && older === null) return null;
  return (
    <nav className="pager" aria-label={history.pages}>
      {!isFirst && (
        <a className="button" href={to({})}>
          {history.newest}
        </a>
      )}
      {newer !== null && (
        <a className="button" href={to({ after: String(newer) })} rel="prev">
          {history.newer}
        </a>
      )}
      {older !== null && (
        <a className="button" href={to({ before: String(older) })} rel="next">
          {history.older}
        </a>
      )}
    </nav>
  );
}
