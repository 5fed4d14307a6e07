import { modelName } from "~/models/models";
import type { Margin, PurchaseProblem } from "~/operators/money.server";
import { useWords } from "~/words/words";
import { When } from "../page/when";
import { purchaseProblem } from "./purchase-problem";
import { Table } from "./table";

const DOLLARS = [
  ...["cost_micro_usd", "income_micro_usd", "margin_micro_usd"],
  ...["failed_micro_usd", "canceled_micro_usd", "free_micro_usd"],
] as (keyof Margin & `${string}_micro_usd`)[];

/** What each model's pictures cost and brought, day by day, and what was paid for that brought nothing. */
export function Margins({ margins, days }: { margins: Margin[]; days: number }) {
  const { operator, number } = useWords();
  return (
    <section>
      <h2>{operator.margins}</h2>
      <p className="hint">{operator.marginsText(days)}</p>
      <Table
        heads={[
          ...[operator.day, operator.model, operator.pictures],
          ...DOLLARS.map((column) => operator.dollars[column]),
        ]}
        none={operator.none}
        rows={margins.map((row) => ({
          key: `${row.day} ${row.model}`,
          cells: [
            <Figure key="day" text={row.day} />,
            ...[modelName(row.model), number(row.pictures)],
            ...DOLLARS.map((column) => (
              <Figure key={column} text={operator.dollarsOf(row[column] / 1_000_000)} />
            )),
          ],
        }))}
      />
    </section>
  );
}

/** What is read at one look, and so stands on one line. */
function Figure({ text }: { text: string }) {
  return <span className="figure">{text}</span>;
}

/** Purchases that somebody has to look at, each with the person's page. */
export function PurchaseProblems({ problems }: { problems: PurchaseProblem[] }) {
  const words = useWords();
  const { operator, number } = words;
  return (
    <section>
      <h2>{operator.purchaseProblems}</h2>
      <p className="hint">{operator.purchaseProblemsText}</p>
      <Table
        heads={[operator.when, operator.whom, operator.credits, operator.why, operator.id]}
        none={operator.none}
        rows={problems.map((one) => ({
          key: one.id,
          cells: [
            <When key="when" at={one.created_at} />,
            <a key="who" href={`/operator/people/${one.user_id}`} dir="auto">
              {one.email}
            </a>,
            number(one.credits),
            purchaseProblem(words, one.problem),
            <code key="id" className="id">
              {one.id}
            </code>,
          ],
        }))}
      />
    </section>
  );
}
