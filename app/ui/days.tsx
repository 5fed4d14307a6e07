import type { Day } from "~/generations/history-days.server";
import { Gallery } from "./gallery";

/** A heading a day, in the visitor's own time. */
export function Days({ days }: { days: Day[] }) {
  return days.map(({ name, cards }, index) => (
    <section key={cards[0]?.id} aria-labelledby={`day-${index}`}>
      <h2 id={`day-${index}`}>{name}</h2>
      <Gallery cards={cards} timeOnly selectable isBelow={index > 0} />
    </section>
  ));
}
