import type { ReactNode } from "react";
import { useWords } from "~/words/words";

type LookIntoMailProps = {
  /** What is in the mail. */
  said: string;
  /** The way on for whom none comes, or who is done. */
  children: ReactNode;
};

/** Says that a mail was sent, whether or not there is somebody who gets it. */
export function LookIntoMail({ said, children }: LookIntoMailProps) {
  const { recovery } = useWords();
  return (
    <div className="narrow">
      <h1>{recovery.lookIntoMail}</h1>
      <p>{said}</p>
      <p>{children}</p>
    </div>
  );
}
