import type { ReactNode } from "react";
import { useWords } from "~/words/words";

type LinkPageProps = {
  title: string;
  /** Whether the link still works; without it the page only says that it does not. */
  isOpen: boolean;
  children: ReactNode;
};

/** The page behind a link in a mail. Whatever the link does is done by a button: mail programs open links by themselves. */
export function LinkPage({ title, isOpen, children }: LinkPageProps) {
  const { recovery } = useWords();
  if (isOpen)
    return (
      <div className="narrow">
        <h1>{title}</h1>
        {children}
      </div>
    );
  return (
    <div className="narrow">
      <h1>{recovery.linkOver}</h1>
      <p>{recovery.linkOverText}</p>
      <p>
        <a className="button" href="/forgot">
          {recovery.forgotTitle}
        </a>
      </p>
    </div>
  );
}
