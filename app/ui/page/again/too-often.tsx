import type { ReactNode } from "react";
import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";
import { AgainFrom } from "./again-from";

type TooOftenProps = {
  why: Mistake;
  againAt: string;
  /** The form again, as it was sent. */
  children: ReactNode;
  /** The page on which it stands otherwise. */
  back: { to: string; text: string };
};

/** A form that came too often and stands on another page: the script shows these sentences beside it, in place. */
export function TooOften({ why, againAt, children, back }: TooOftenProps) {
  const { errors, mistakes } = useWords();
  return (
    <div className="narrow error-page">
      <h1>{errors[429].title}</h1>
      <p>{mistakes[why]}</p>
      <AgainFrom at={againAt} />
      {children}
      <div className="actions">
        <a className="button" href={back.to}>
          {back.text}
        </a>
      </div>
    </div>
  );
}
