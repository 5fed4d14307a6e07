import { useEffect, useState } from "react";
import type { Stage } from "~/generations/progress.server";
import { useWords } from "~/words/words";

/** The stages of a generation, live; `onDone` is called once the generation has ended. */
export function Stages({ id, initial, onDone }: { id: string; initial: Stage; onDone?: () => void }) {
  const { waiting } = useWords();
  const stage = useStage(id, initial, onDone);
  const stages = Object.entries(waiting.stages);
  const reached = stages.findIndex(([name]) => name === stage);
  return (
    <div className="stages">
      <ol>
        {stages.map(([name, text], index) => (
          <li
            key={name}
            aria-current={index === reached ? "step" : undefined}
            data-reached={index <= reached}
          >
            {text}
          </li>
        ))}
      </ol>
      <p className="hidden" role="status">
        {waiting.stages[stage]}
      </p>
    </div>
  );
}

function useStage(id: string, initial: Stage, onDone: (() => void) | undefined): Stage {
  const [stage, setStage] = useState<Stage>(initial);
  useEffect(() => {
    const events = new EventSource(`/generations/${id}/events`);
    events.addEventListener("stage", ({ data }: MessageEvent<Stage>) => {
      setStage(data);
      if (data !== "done") return;
      events.close();
      onDone?.();
    });
    events.addEventListener("gone", () => events.close());
    return () => events.close();
  }, [id, onDone]);
  return stage;
}
