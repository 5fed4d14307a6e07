import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";

type NavLinkProps = {
  to: string;
  className?: string;
  /** Paths of other pages that belong to the same place. */
  around?: string[];
  children: ReactNode;
};

/** A link that knows whether the visitor is at the page it leads to, or at one that belongs to it. */
export function NavLink({ to, className, around = [], children }: NavLinkProps) {
  const { pathname } = useLocation();
  const [path = to] = to.split(/[?#]/);
  const isAround = [path, ...around].some((place) => place !== "/" && pathname.startsWith(`${place}/`));
  const current = pathname === path ? "page" : isAround || around.includes(pathname) ? "true" : undefined;
  return (
    <a href={to} className={className} aria-current={current}>
      {children}
    </a>
  );
}
