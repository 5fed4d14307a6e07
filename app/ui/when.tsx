import { useTimeZone } from "./time-zone";

/** In the visitor's own time; where that is not known in UTC, and says so. */
export function When({ at, timeOnly = false }: { at: string; timeOnly?: boolean }) {
  const { name, isKnown } = useTimeZone();
  const text = (timeOnly ? TIME : DATE_AND_TIME)(name).format(new Date(at));
  return (
    <time dateTime={at}>
      {text}
      {isKnown ? "" : " UTC"}
    </time>
  );
}

const DATE_AND_TIME = (timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone });
const TIME = (timeZone: string) => new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone });
