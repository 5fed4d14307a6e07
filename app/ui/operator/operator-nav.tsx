import { useLocation } from "@remix-run/react";
import { useWords } from "~/words/words";
import { NavLink } from "../page/header/nav-link";

/** The ways between the operator's pages. */
export function OperatorNav() {
  const { operator } = useWords();
  const { pathname } = useLocation();
  return (
    <nav className="operator-nav" aria-label={operator.pages}>
      <a href="/operator" aria-current={pathname === "/operator" ? "page" : undefined}>
        {operator.now}
      </a>
      <NavLink to="/operator/people">{operator.people}</NavLink>
      <NavLink to="/operator/money">{operator.moneyOf}</NavLink>
      <NavLink to="/operator/reports">{operator.reports}</NavLink>
      <NavLink to="/operator/site">{operator.site}</NavLink>
      <NavLink to="/operator/acts">{operator.acts}</NavLink>
    </nav>
  );
}
