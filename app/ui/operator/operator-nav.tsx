import { useWords } from "~/words/words";
import { NavLink } from "../page/header/nav-link";

/** The ways between the operator's pages. */
export function OperatorNav() {
  const { operator } = useWords();
  return (
    <nav className="operator-nav" aria-label={operator.pages}>
      <NavLink to="/operator">{operator.now}</NavLink>
      <NavLink to="/operator/people">{operator.people}</NavLink>
      <NavLink to="/operator/acts">{operator.acts}</NavLink>
    </nav>
  );
}
