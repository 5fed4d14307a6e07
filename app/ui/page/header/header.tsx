import { useWords } from "~/words/words";
import { useSite } from "../request-context";
import { useRootData } from "../root-data";
import { DemoChip } from "./demo";
import { Menu } from "./menu";
import { NavLink } from "./nav-link";
import { Places } from "./places";
import { SignedOut } from "./signed-out";

/** The one row above every page: where one can go, what there is to spend, and the menu. */
export function Header() {
  const { page } = useWords();
  const site = useSite();
  const known = useRootData();
  const user = known?.user;
  return (
    <header className="header">
      <a href="/" className="brand" aria-label={page.home(site.name)}>
        {site.hasLogo ? <img src="/logo.svg" width="24" height="24" alt="" /> : <Mark />}
        {user === null && <bdi className="brand-name">{site.name}</bdi>}
      </a>
      <nav aria-label={page.navigation}>
        {user !== null && (
          <div className="places">
            <Places />
          </div>
        )}
        <div className="header-end">
          <DemoChip />
          {user && !known?.isSingle && <Balance credits={user.credits} />}
          {user === null && <SignedOut />}
          <Menu />
        </div>
      </nav>
    </header>
  );
}

/** A number is enough for whoever sees where it stands. */
function Balance({ credits }: { credits: number }) {
  const { credit, number } = useWords();
  const seen = number(credits);
  const [before, after] = credit(credits).split(seen);
  return (
    <NavLink to="/credits" className="balance">
      {before && <span className="hidden">{before}</span>}
      {seen}
      {after && <span className="hidden">{after}</span>}
    </NavLink>
  );
}

/** The sign of a site that has no logo of its own: the favicon's, in one colour. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M5 24 12 13l5 7 4-5 6 9z" />
      <circle cx="22" cy="10" r="3" />
    </svg>
  );
}
