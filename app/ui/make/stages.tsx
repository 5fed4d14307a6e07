import type { Place, Stage } from "~/generations/progress.server";
import { useWords } from "~/words/words";
import { InLine } from "./in-line";

type StagesProps = {
  id: string;
  initial: Stage;
  /** The place in the waiting line; null when nobody has to wait. */
  place?: Place | null;
  /** Whether the generation was ordered just now, and may not be there yet. */
  isNew?: boolean;
};

/** The stages of a generation; a script listens to its events, and marks those that are reached. */
export function Stages({ id, initial, place = null, isNew = false }: StagesProps) {
  const { waiting } = useWords();
  const stages = Object.entries(waiting.stages);
  const reached = stages.findIndex(([name]) => name === initial);
  return (
    <div className="stages" data-events={`/generations/${id}/events${isNew ? "?new" : ""}`}>
      <ol>
        {stages.map(([name, text], index) => (
          <li
            key={name}
            data-stage={name}
            aria-current={index === reached ? "step" : undefined}
            data-reached={index <= reached}
          >
            {text}
          </li>
        ))}
      </ol>
      {initial === "taken" && place && <InLine {...place} />}
      <p className="hidden" role="status">
        {waiting.stages[initial]}
      </p>
    </div>
  );
}
