import { useEffect, useState } from "react";

const STAGES = [
  ["received", "Request received"],
  ["taken", "Credit taken"],
  ["making", "Making the picture"],
  ["saving", "Saving it"],
  ["done", "Done"],
] as const;

export type Stage = (typeof STAGES)[number][0];

/** The stages of a generation, live; `onDone` when there is an end to be shown. */
export function Stages({ id, initial, onDone }: { id: string; initial: Stage; onDone?: () => void }) {
  const stage = useStage(id, initial, onDone);
  const reached = STAGES.findIndex(([name]) => name === stage);
  return (
    <div className="stages">
      <ol>
        {STAGES.map(([name, text], index) => (
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
        {STAGES[reached]?.[1]}
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
