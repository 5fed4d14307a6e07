import { useWords } from "~/words/words";
import { useTimeZone } from "./time-zone";

/** A moment in the visitor's time zone; in UTC, and marked so, when the zone is not known. */
export function When({ at, timeOnly = false }: { at: string; timeOnly?: boolean }) {
  const { time, dateAndTime } = useWords();
  const { name, isKnown } = useTimeZone();
  return (
    <time dateTime={at}>
      {(timeOnly ? time : dateAndTime)(at, name)}
      {isKnown ? "" : " UTC"}
    </time>
  );
}
