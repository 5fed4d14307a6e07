import { modelById } from "~/models/models";
import type { NowPage } from "~/operators/now.server";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { When } from "../page/when";
import { Table } from "./table";

type StuckProps = { now: NowPage & { freshIds: string[]; stuckAfterMinutes: number; countedAtMost: number } };

/** What is open, and of it what is open for too long, each with a button that takes it a step further. */
export function OpenOrders({ now }: StuckProps) {
  const { operator, number } = useWords();
  return (
    <section>
      <h2>{operator.openOrders}</h2>
      <p>{operator.isOpen(now.open, now.inLine, now.countedAtMost)}</p>
      <h3>{operator.stuckOrders}</h3>
      <p className="hint">{operator.stuckText(now.stuckAfterMinutes)}</p>
      <Table
        heads={[
          operator.when,
          operator.whom,
          operator.model,
          operator.state,
          operator.attempts,
          operator.lookAgain,
        ]}
        none={operator.none}
        rows={now.stuck.map((order, index) => ({
          key: order.id,
          cells: [
            <When key="since" at={order.created_at} />,
            <a key="whom" href={`/operator/people/${order.user_id}`}>
              {order.email}
            </a>,
            modelById(order.model)?.name ?? order.model,
            operator.stuck[order.why],
            number(order.attempts),
            <form key="again" method="post" action="/operator">
              <input type="hidden" name="id" value={now.freshIds[index]} />
              <input type="hidden" name="generation" value={order.id} />
              <button type="submit" name="act" value="look_again" className="small">
                {operator.lookAgain}
              </button>
              <FormToken />
            </form>,
          ],
        }))}
      />
    </section>
  );
}
