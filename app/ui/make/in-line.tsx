import { useEffect, useState } from "react";
import type { Place } from "~/generations/progress.server";
import { useWords } from "~/words/words";

/** From so many seconds on they are told as minutes. */
const IN_MINUTES_FROM = 90;

/** The place in the waiting line and about how long it takes, counted down between what the events tell. */
export function InLine({ place, seconds }: Place) {
  const { waiting } = useWords();
  const left = useCountdown(place, seconds);
  const about = left < IN_MINUTES_FROM ? waiting.seconds(left) : waiting.minutes(Math.round(left / 60));
  return (
    <>
      {/* A timer is not read out at each second. */}
      <p role="timer">{waiting.inLine(place, about)}</p>
      <p className="hint">{waiting.whyInLine}</p>
    </>
  );
}

/** Seconds that pass, from what was told last; never fewer than one, since only the events know that it is over. */
function useCountdown(place: number, seconds: number): number {
  const [passed, setPassed] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told anew is counted from anew.
  useEffect(() => {
    setPassed(0);
    const timer = setInterval(() => setPassed((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [place, seconds]);
  return Math.max(seconds - passed, 1);
}
