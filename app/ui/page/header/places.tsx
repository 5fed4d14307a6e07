import { useMatches } from "@remix-run/react";
import { useWords } from "~/words/words";
import { useRootData } from "../root-data";
import { NavLink } from "./nav-link";

/** The two places of the product. A picture's page is where it was made. */
export function Places() {
  const { page } = useWords();
  return (
    <>
      <NavLink to="/" around={["/generations", "/orders", "/compare"]}>
        {page.make}
      </NavLink>
      <NavLink to={useListBehind()} around={["/collections"]}>
        {page.pictures}
      </NavLink>
    </>
  );
}

/** The list of pictures, where it was when the picture on this page was opened from it: the page's data says so. */
function useListBehind(): string {
  const pages = useMatches().map(({ data }) => (data as { listBehind?: string | null } | null)?.listBehind);
  return pages.find(Boolean) ?? "/history";
}

/** The same on a phone, in the thumb's reach, with a page in place of the menu. */
export function Tabs() {
  const { page } = useWords();
  const known = useRootData();
  if (!known?.user) return null;
  return (
    <nav className="tabs" aria-label={page.tabs}>
      <Places />
      <NavLink to="/account" around={["/credits"]}>
        {known.isSingle ? page.settings : page.account}
      </NavLink>
    </nav>
  );
}
