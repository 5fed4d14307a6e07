import { useWords } from "~/words/words";
import { useTimeZone } from "./time-zone";

/** In the visitor's own time; where that is not known in UTC, and says so. */
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
