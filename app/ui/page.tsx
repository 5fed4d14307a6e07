import { Form, Link, NavLink } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Notice } from "~/platform/notice.server";
import { credits } from "./credits";
import { NoticeBanner } from "./notice";

type PageProps = {
  /** Null for nobody; undefined when something broke before it was known. */
  user: { email: string; credits: number } | null | undefined;
  isDemo: boolean;
  notice: Notice | null | undefined;
  children: ReactNode;
};

/** What every page has around it: navigation with the balance, and whether this is a demo. */
export function Page({ user, isDemo, notice, children }: PageProps) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      {isDemo && (
        <p className="demo">
          <strong>Demo.</strong> Pictures are painted by a built-in stand-in, not by FLUX. Set{" "}
          <code>REPLICATE_API_TOKEN</code> for real ones.
        </p>
      )}
      <header className="header">
        <Link to="/" className="brand">
          Flux AI
        </Link>
        <nav aria-label="Main">
          {user && <SignedIn user={user} />}
          {user === null && <SignedOut />}
          {user === undefined && <NavLink to="/history">Pictures</NavLink>}
        </nav>
      </header>
      <main id="main">
        <NoticeBanner notice={notice} />
        {children}
      </main>
      <footer className="footer">
        <Link to="/settings">Keyboard shortcuts</Link>
      </footer>
    </>
  );
}

function SignedIn({ user }: { user: { email: string; credits: number } }) {
  return (
    <>
      <NavLink to="/history">Pictures</NavLink>
      <NavLink to="/credits">{credits(user.credits)}</NavLink>
      <Form method="post" action="/logout">
        <button type="submit" className="quiet" title={user.email}>
          Sign out
        </button>
      </Form>
    </>
  );
}

function SignedOut() {
  return (
    <>
      <NavLink to="/login">Sign in</NavLink>
      <NavLink to="/join">Create account</NavLink>
    </>
  );
}
