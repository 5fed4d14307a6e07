import { useEffect, useState } from "react";
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
  /** Called once the generation has ended. */
  onDone?: () => void;
};

/** The stages of a generation, live. */
export function Stages({ id, initial, place = null, isNew = false, onDone }: StagesProps) {
  const { waiting } = useWords();
  const { stage, told } = useStage(id, initial, isNew, onDone);
  const inLine = stage === "taken" ? (told ?? place) : null;
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
      {inLine && <InLine {...inLine} />}
      <p className="hidden" role="status">
        {waiting.stages[stage]}
      </p>
    </div>
  );
}

/**
 * Listens to the generation's events only while the page is seen: over HTTP/1.1 a browser has six connections to a site,
 * and six waiting pages would take them all. A visitor who comes back hears the current stage.
 */
function useStage(id: string, initial: Stage, isNew: boolean, onDone: (() => void) | undefined) {
  const [stage, setStage] = useState<Stage>(initial);
  const [told, setTold] = useState<Place | null>(null);
  useEffect(() => {
    let events: EventSource | null = null;
    let isOver = false;
    const close = () => {
      events?.close();
      events = null;
    };
    const end = () => {
      isOver = true;
      close();
    };
    const open = () => {
      events = new EventSource(`/generations/${id}/events${isNew ? "?new" : ""}`);
      events.addEventListener("stage", ({ data }: MessageEvent<Stage>) => {
        setStage(data);
        if (data !== "done") return;
        end();
        onDone?.();
      });
      events.addEventListener("line", ({ data }: MessageEvent<string>) => setTold(JSON.parse(data)));
      events.addEventListener("gone", end);
    };
    const look = () => {
      if (document.visibilityState === "hidden") close();
      else if (!events && !isOver) open();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      close();
    };
  }, [id, isNew, onDone]);
  return { stage, told };
}
