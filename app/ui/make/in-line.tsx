import type { Place } from "~/generations/progress.server";
import { useWords } from "~/words/words";
import { IN_MINUTES_FROM_SECONDS } from "./limits";

/** Stands for the time in a sentence whose other words come before and after it. */
const TIME = "\0";

/** The place in the waiting line and about how long it takes; a script counts it down between what the events tell. */
export function InLine({ place, seconds }: Place) {
  const { waiting } = useWords();
  const about =
    seconds < IN_MINUTES_FROM_SECONDS ? waiting.seconds(seconds) : waiting.minutes(Math.round(seconds / 60));
  const [before, after] = waiting.inLine(place, TIME).split(TIME);
  return (
    <>
      {/* A timer is not read out at each second. */}
      <p role="timer" data-place={place}>
        {before}
        <span
          data-countdown={seconds}
          data-second={waiting.seconds(1)}
          data-seconds={waiting.seconds(2)}
          data-minutes={waiting.minutes(2)}
        >
          {about}
        </span>
        {after}
      </p>
      <p className="hint">{waiting.whyInLine}</p>
    </>
  );
}
