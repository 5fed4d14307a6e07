import type { Place } from "~/generations/progress.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { useWords } from "~/words/words";

/** When a page without JavaScript reloads by itself, and at which address; null when it does not. */
export type Refresh = { afterSeconds: number; url: string } | null;

/** Seconds before each reload without JavaScript: about a minute in all, then the visitor says when. */
const LOOKS = [2, 4, 8, 8, 8, 8, 8, 8, 8];

/** The fewest and most seconds before each reload while the visitor waits in line: however long, to the end of it. */
const LOOKS_IN_LINE = { atLeast: 2, atMost: 10 };

/** Reads `?looks=`, which counts the page's reloads or is `off`; the next reload, or null after the last. */
export function nextLook(search: URLSearchParams, place: Place | null = null): Refresh {
  const looks = wholeNumberIn(search.get("looks") ?? "0");
  if (looks !== null && place) {
    const { atLeast, atMost } = LOOKS_IN_LINE;
    return { afterSeconds: Math.min(Math.max(place.seconds, atLeast), atMost), url: "?looks=0" };
  }
  const afterSeconds = looks === null ? undefined : LOOKS[looks];
  return looks !== null && afterSeconds ? { afterSeconds, url: `?looks=${looks + 1}` } : null;
}

type LooksAgainProps = {
  refresh: Refresh;
  /** The address of the page that does not reload. */
  stop?: string;
};

/** Says without JavaScript when the page reloads by itself, and how to stop it. */
export function LooksAgain({ refresh, stop = "?looks=off" }: LooksAgainProps) {
  const { waiting, between } = useWords();
  if (!refresh) return null;
  return (
    <noscript>
      <p className="hint">
        {waiting.looksAgain(refresh.afterSeconds)}
        {between}
        <a href={stop}>{waiting.stopLooking}</a>
      </p>
    </noscript>
  );
}
