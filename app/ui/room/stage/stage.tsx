import type { ReactNode } from "react";
import { useWords } from "~/words/words";

/** Where the picture is, or what is said in its place. */
export function Stage({ children }: { children: ReactNode }) {
  const { picture } = useWords();
  return (
    <section className="stage" aria-label={picture.stage}>
      {children}
    </section>
  );
}
