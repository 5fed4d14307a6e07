import type { Query } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { type Budget, nextTurn, takeTurns } from "./budget.server";

/** Whether there was a turn, and from when on there is one; `further` is what the query that came along returned. */
export type Taken<Row> = { taken: boolean; againAt: string; further: Row[] };

/** Takes a turn from each of the budgets or from none. `also` is a query that comes along in the same round trip. */
export async function take<Row>({ db }: Services, budgets: Budget[], also?: Query): Promise<Taken<Row>> {
  const queries = [takeTurns(db, budgets), nextTurn(db, budgets), ...(also ? [also] : [])];
  const [taken = [], next = [], further = []] = await db.atomically(queries);
  const [{ at_ms = 0 } = {}] = next as { at_ms?: number }[];
  return {
    taken: budgets.length === 0 || taken.length > 0,
    againAt: new Date(at_ms ?? 0).toISOString(),
    further: further as Row[],
  };
}
