import { useLocation } from "@remix-run/react";
import { useWords } from "~/words/words";

type PagerProps = {
  /** Where the newer page ends and the older one begins, null at the list's ends; a list walked one way has no `newer`. */
  newer?: string | number | null;
  older: string | number | null;
  isFirst: boolean;
  /** Whether it stands above the list, and another one below. */
  isAbove?: boolean;
  /** What else the URL says, such as filters: each link keeps it. */
  search?: Record<string, string>;
};

/** Plain links through a list, which its search may have turned round to begin with the oldest. */
export function Pager({ newer = null, older, isFirst, isAbove = false, search = {} }: PagerProps) {
  const { history } = useWords();
  const { pathname } = useLocation();
  const to = (place: Record<string, string>) => {
    const query = new URLSearchParams({ ...search, ...place });
    return query.size > 0 ? `${pathname}?${query}` : pathname;
  };
  if (isFirst && older === null && newer === null) return null;
  const isOldestFirst = search.order === "oldest";
  const links = [
    newer !== null && (
      <a
        key="newer"
        className="button"
        href={to({ after: String(newer) })}
        rel={isOldestFirst ? "next" : "prev"}
      >
        {history.newer}
      </a>
    ),
    older !== null && (
      <a
        key="older"
        className="button"
        href={to({ before: String(older) })}
        rel={isOldestFirst ? "prev" : "next"}
      >
        {history.older}
      </a>
    ),
  ];
  return (
    <nav className="pager" aria-label={isAbove ? history.pagesAbove : history.pages}>
      {!isFirst && (
        <a className="button" href={to({})}>
          {isOldestFirst ? history.oldest : history.newest}
        </a>
      )}
      {isOldestFirst ? links.reverse() : links}
    </nav>
  );
}
