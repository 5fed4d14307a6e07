import { Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import type { CancelOffer } from "~/credits/allowances.server";
import type { Place, Stage } from "~/generations/progress.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { useWords, type Words } from "~/words/words";
import { Stages } from "../make/stages";
import { CancelButton } from "./cancel-button";

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

/** Milliseconds between looks with JavaScript: events bring the news, unless a proxy between holds them back. */
const LOOK_EVERY = 10_000;

type WaitingProps = {
  id: string;
  status: keyof Words["picture"]["statuses"];
  stage: Stage;
  place: Place | null;
  /** What canceling does; null when it is canceled already. */
  offer: CancelOffer | null;
  refresh: Refresh;
};

export function Waiting({ id, status, stage, place, offer, refresh }: WaitingProps) {
  const { waiting, picture } = useWords();
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <section className="waiting" aria-labelledby="waiting">
      <h1 id="waiting">{waiting.title}</h1>
      <Stages id={id} initial={stage} place={place} onDone={revalidate} />
      <noscript>
        <p>{waiting.now(picture.statuses[status])}</p>
      </noscript>
      <p>
        {waiting.youCanLeave((text) => (
          <Link to="/history">{text}</Link>
        ))}
      </p>
      <div className="actions">
        <Link className="button" to="?looks=0" reloadDocument>
          {waiting.checkNow}
        </Link>
        {offer ? <CancelButton id={id} offer={offer} /> : <p role="status">{waiting.canceling}</p>}
      </div>
      <LooksAgain refresh={refresh} />
    </section>
  );
}

/** Says without JavaScript when the page reloads by itself, and how to stop it. */
export function LooksAgain({ refresh }: { refresh: Refresh }) {
  const { waiting } = useWords();
  if (!refresh) return null;
  return (
    <noscript>
      <p className="hint">
        {waiting.looksAgain(refresh.afterSeconds)} <a href="?looks=off">{waiting.stopLooking}</a>
      </p>
    </noscript>
  );
}
