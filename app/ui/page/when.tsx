import { useWords } from "~/words/words";
import { useTimeZone } from "./time-zone";

/** A moment, to the minute, in the visitor's time zone; in UTC, and marked so, when the zone is not known. */
export function When({ at, timeOnly = false }: { at: string; timeOnly?: boolean }) {
  const { time, dateAndTime } = useWords();
  const { name, isKnown } = useTimeZone();
  return (
    // Seconds are shown nowhere, and of sixty cards no two have the same.
    <time dateTime={`${at.slice(0, "2026-11-28T23:02".length)}Z`}>
      {(timeOnly ? time : dateAndTime)(at, name)}
      {isKnown ? "" : " UTC"}
    </time>
  );
}

const MINUTE_MS = 60_000;

/** A moment from which on something can be done again: the first full minute that is no sooner. */
export function From({ at }: { at: string }) {
  return <When at={new Date(Math.ceil(Date.parse(at) / MINUTE_MS) * MINUTE_MS).toISOString()} />;
}
