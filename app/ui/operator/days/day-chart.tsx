import type { DayRow } from "~/operators/now.server";
import { useWords } from "~/words/words";
import { ticks } from "./ticks";

export type Measure = Exclude<keyof DayRow, "day">;

/** The drawing's own units; the stylesheet makes it as wide as there is room. */
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [320, 130, 44, 18];
const TOP = 8;

/** A bar for each day, the oldest first. What it says stands in the table below, too. */
export function DayChart({ days, measure }: { days: DayRow[]; measure: Measure }) {
  const { operator, number } = useWords();
  const oldestFirst = [...days].reverse();
  const values = oldestFirst.map((day) => valueOfDay(day, measure));
  // Orders are whole, and dollars have cents.
  const marks = ticks(Math.max(...values), isInDollars(measure) ? 0.01 : 1);
  const most = marks.at(-1) ?? 1;
  const y = (value: number) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - BOTTOM - TOP);
  const width = (WIDTH - LEFT) / values.length;
  const name = operator.measures[measure];
  return (
    <figure className="day-chart">
      <figcaption>{name}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={operator.chartOf(name, days.length)}>
        {marks.map((mark) => (
          <g key={mark}>
            <line x1={LEFT} x2={WIDTH} y1={y(mark)} y2={y(mark)} />
            <text x={LEFT - 6} y={y(mark) + 4} textAnchor="end">
              {number(mark)}
            </text>
          </g>
        ))}
        {oldestFirst.map(({ day }, index) => (
          <rect
            key={day}
            x={LEFT + index * width + 1}
            width={width - 2}
            y={y(values[index] ?? 0)}
            height={HEIGHT - BOTTOM - y(values[index] ?? 0)}
          />
        ))}
        <text x={LEFT} y={HEIGHT - 4}>
          {oldestFirst[0]?.day.slice(5)}
        </text>
        <text x={WIDTH} y={HEIGHT - 4} textAnchor="end">
          {oldestFirst.at(-1)?.day.slice(5)}
        </text>
      </svg>
    </figure>
  );
}

export const isInDollars = (measure: Measure) => measure.endsWith("_micro_usd");

/** Dollars, where the row has millionths of them. */
export function valueOfDay(day: DayRow, measure: Measure): number {
  return isInDollars(measure) ? day[measure] / 1_000_000 : day[measure];
}
