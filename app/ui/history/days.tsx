import type { Day } from "~/history/days.server";
import type { TableSize } from "~/http/preferences.server";
import { useWords } from "~/words/words";
import { useTimeZone } from "../page/time-zone";
import { LightTable } from "./light-table";

/** Pictures under one heading for each day; a day is one in the visitor's time zone. */
export function Days({ days, size }: { days: Day[]; size: TableSize }) {
  const { history, day } = useWords();
  const { name: timeZone } = useTimeZone();
  const nameOf = ({ at, age }: Day) => {
    if (age === 0) return history.today;
    return age === 1 ? history.yesterday : day(at, timeZone);
  };
  return days.map((one, index) => (
    <section key={one.at} aria-labelledby={`day-${index}`}>
      <h2 id={`day-${index}`} className="day">
        <time dateTime={one.date}>{nameOf(one)}</time>
      </h2>
      <LightTable cards={one.cards} size={size} timeOnly selectable isBelow={index > 0} />
    </section>
  ));
}
