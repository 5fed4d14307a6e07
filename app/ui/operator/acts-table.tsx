import type { ListedAct } from "~/operators/list-acts.server";
import { useWords } from "~/words/words";
import { When } from "../page/when";
import { Table } from "./table";

type ActsTableProps = {
  acts: (Pick<ListedAct, "id" | "act" | "amount" | "reason" | "created_at" | "operator"> &
    Partial<Pick<ListedAct, "person_id" | "person">>)[];
};

/** What operators did, and why: to whom stands there where it is not the page's own person. */
export function ActsTable({ acts }: ActsTableProps) {
  const { operator, number } = useWords();
  const ofAll = acts.some(({ person }) => person !== undefined);
  const heads = [operator.when, operator.who, operator.what];
  return (
    <Table
      heads={[...heads, ...(ofAll ? [operator.whom] : []), operator.amount, operator.reason]}
      none={operator.none}
      rows={acts.map((one) => ({
        key: one.id,
        cells: [
          <When key="when" at={one.created_at} />,
          one.operator,
          operator.actNames[one.act],
          ...(ofAll ? [one.person && <a href={`/operator/people/${one.person_id}`}>{one.person}</a>] : []),
          one.amount === null ? "–" : number(one.amount),
          <span key="reason" dir="auto">
            {one.reason || "–"}
          </span>,
        ],
      }))}
    />
  );
}
