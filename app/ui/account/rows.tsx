import type { ReactNode } from "react";

/** What an account has, a row each: what it is, how it stands, and the page on which it is changed. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="rows">{children}</ul>;
}

type RowProps = {
  title: string;
  /** The page on which it is changed; none where it cannot be. */
  to?: string | undefined;
  /** How it stands now, in a few words. */
  children?: ReactNode;
};

export function Row({ title, to, children }: RowProps) {
  return (
    <li>
      {to ? <a href={to}>{title}</a> : <span>{title}</span>}
      {children !== undefined && (
        <span className="hint" dir="auto">
          {children}
        </span>
      )}
    </li>
  );
}
