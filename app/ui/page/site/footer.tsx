import { useWords } from "~/words/words";
import { NavLink } from "../header/nav-link";
import { usePage } from "../page-handle";
import { useSite } from "../request-context";

/** Whose site this is: their texts, and how they are reached. A room fills the window, and nothing stands below it. */
export function Footer() {
  const { page, texts } = useWords();
  const site = useSite();
  const { layout } = usePage();
  if (layout === "room" || (site.texts.length === 0 && !site.contact)) return null;
  return (
    <footer className="footer">
      <bdi>{site.name}</bdi>
      <nav aria-label={page.about}>
        {site.texts.map((kind) => (
          <NavLink key={kind} to={`/${kind}`}>
            {texts[kind]}
          </NavLink>
        ))}
        {site.contact && <a href={site.contact.href}>{site.contact.text}</a>}
      </nav>
    </footer>
  );
}
