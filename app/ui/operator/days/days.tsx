import type { DayRow } from "~/operators/now.server";
import { useWords } from "~/words/words";
import { Table } from "../table";
import { DayChart, isInDollars, type Measure, valueOfDay } from "./day-chart";

const MEASURES: Measure[] = ["orders", "cost_micro_usd", "income_micro_usd", "joins", "failures"];

/** What the last days came to: a drawing for each measure, and all of it as a table. */
export function Days({ days }: { days: DayRow[] }) {
  const { operator, number } = useWords();
  return (
    <section>
      <h2>{operator.days}</h2>
      <p className="hint">{operator.daysText}</p>
      <div className="day-charts">
        {MEASURES.map((measure) => (
          <DayChart key={measure} days={days} measure={measure} />
        ))}
      </div>
      <Table
        heads={[operator.day, ...MEASURES.map((measure) => operator.measures[measure])]}
        none={operator.none}
        isOfFigures
        rows={days.map((day) => ({
          key: day.day,
          cells: [
            day.day,
            ...MEASURES.map((measure) => {
              const value = valueOfDay(day, measure);
              return isInDollars(measure) ? value.toFixed(2) : number(value);
            }),
          ],
        }))}
      />
    </section>
  );
}
