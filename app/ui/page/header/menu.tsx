import { useContext } from "react";
import { FormToken } from "~/ui/form/form-token";
import { useWords } from "~/words/words";
import { RequestContext } from "../request-context";
import { useRootData } from "../root-data";
import { LanguageSwitch, ThemeSwitch } from "../switches";
import { NavLink } from "./nav-link";

/** What concerns the visitor and not a picture. A browser that knows no popovers is led to a page with the same. */
export function Menu() {
  const { page } = useWords();
  const known = useRootData();
  const { theme = "system" } = useContext(RequestContext);
  const user = known?.user;
  const isSingle = known?.isSingle ?? false;
  const name = user && !isSingle ? page.account : page.settings;
  return (
    <>
      <button type="button" className={user ? "menu-button has-tab" : "menu-button"} popovertarget="menu">
        {name}
      </button>
      <div id="menu" className="popover menu" popover="auto">
        {user && <NavLink to="/account">{isSingle ? page.settings : user.email}</NavLink>}
        <MenuLinks />
        <LanguageSwitch />
        <ThemeSwitch chosen={known?.theme ?? theme} />
        {user && !isSingle && <SignOut />}
      </div>
      <a href={user ? "/account" : "/settings"} className="without-popover">
        {name}
      </a>
    </>
  );
}

/** What the menu leads to, and the page of the account, where a phone has it. */
export function MenuLinks() {
  const { page, deleted, credit, credits, operator } = useWords();
  const { user, isSingle } = useRootData() ?? {};
  return (
    <>
      {user ? (
        <>
          <NavLink to="/credits">{isSingle ? credits.title : credit(user.credits)}</NavLink>
          <NavLink to="/history/deleted">{deleted.title}</NavLink>
          {user.isOperator && <NavLink to="/operator">{operator.title}</NavLink>}
        </>
      ) : (
        <NavLink to="/settings">{page.settings}</NavLink>
      )}
    </>
  );
}

export function SignOut() {
  const { page } = useWords();
  return (
    <form method="post" action="/logout">
      <button type="submit">{page.signOut}</button>
      <FormToken />
    </form>
  );
}
