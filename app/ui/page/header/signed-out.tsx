import { useLocation } from "@remix-run/react";
import { useWords } from "~/words/words";
import { NavLink } from "./nav-link";

export function SignedOut() {
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
