import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Notice } from "~/http/notice.server";
import type { Theme } from "~/http/preferences.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { NoticeBanner } from "./notice";
import { LanguageSwitch, ThemeSwitch } from "./switches";

type PageProps = {
  /** Null for whoever is not signed in; undefined when something broke before that was known. */
  user: { email: string; credits: number } | null | undefined;
  isDemo: boolean;
  notice: Notice | null | undefined;
  theme: Theme | undefined;
  children: ReactNode;
};

/** What every page has around it: navigation with the balance, a note in the demo, language and colours. */
export function Page({ user, isDemo, notice, theme = "system", children }: PageProps) {
  const { page } = useWords();
  return (
    <>
      <a className="skip" href="#main">
        {page.skip}
      </a>
      {isDemo && (
        <aside className="demo">
          {page.demo((text) => (
            <code>{text}</code>
          ))}
        </aside>
      )}
      <Progress />
      <header className="header">
        <a href="/" className="brand" aria-label={page.home}>
          <Mark />
          Flux AI
        </a>
        <nav aria-label={page.navigation}>
          {user && <SignedIn user={user} />}
          {user === null && <SignedOut />}
          {user === undefined && <NavLink to="/history">{page.pictures}</NavLink>}
        </nav>
      </header>
      <main id="main" tabIndex={-1}>
        <NoticeBanner notice={notice} />
        {children}
      </main>
      <footer className="footer">
        <LanguageSwitch />
        <ThemeSwitch chosen={theme} />
        <a href="/settings">{page.settings}</a>
      </footer>
    </>
  );
}

function SignedIn({ user }: { user: { email: string; credits: number } }) {
  const { page, credit } = useWords();
  return (
    <>
      <NavLink to="/history">{page.pictures}</NavLink>
      <NavLink to="/credits" className="balance">
        {credit(user.credits)}
      </NavLink>
      <form method="post" action="/logout">
        <button type="submit" className="quiet" title={page.signOutOf(user.email)}>
          {page.signOut}
        </button>
        <FormToken />
      </form>
    </>
  );
}

function SignedOut() {
  const { page } = useWords();
  const { search, pathname } = useLocation();
  // Signing in and joining share their search: where the visitor came from.
  const kept = pathname === "/login" || pathname === "/join" ? search : "";
  return (
    <>
      <NavLink to={`/login${kept}`}>{page.signIn}</NavLink>
      <NavLink to={`/join${kept}`}>{page.join}</NavLink>
    </>
  );
}

type NavLinkProps = { to: string; className?: string; children: ReactNode };

/** A link that says when it leads to the page that is shown, or to one above it. */
function NavLink({ to, className, children }: NavLinkProps) {
  const { pathname } = useLocation();
  const [path] = to.split("?");
  const isCurrent = pathname === path || pathname.startsWith(`${path}/`);
  return (
    <a href={to} className={className} aria-current={isCurrent ? "page" : undefined}>
      {children}
    </a>
  );
}

/** The sign that an answer is on the way; the stylesheet shows it only after a moment's wait. */
function Progress() {
  return <div className="progress" data-state="idle" />;
}

/** The product's sign: the favicon's, in one colour. */
function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <path d="M5 24 12 13l5 7 4-5 6 9z" />
      <circle cx="22" cy="10" r="3" />
    </svg>
  );
}
