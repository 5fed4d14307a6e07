import { useLocation } from "@remix-run/react";
import { modelById } from "~/models/models";
import { reasonOf } from "~/models/reasons";
import type { PersonPage } from "~/operators/person.server";
import { entryName } from "~/words/entry-name";
import { useWords } from "~/words/words";
import { When } from "../../page/when";
import { ActsTable } from "../acts-table";
import { purchaseProblem } from "../purchase-problem";
import { Table } from "../table";

type Lists = Pick<PersonPage, "entries" | "olderEntries" | "orders" | "olderOrders" | "acts" | "purchases">;

/** What came and went on somebody's account, and what they ordered; not what they typed or made. */
export function PersonLists({ page }: { page: Lists }) {
  const words = useWords();
  const { operator, credits, shop, signed, number } = words;
  return (
    <>
      <section>
        <h2>{operator.statement}</h2>
        <Table
          heads={[credits.date, credits.whatFor, credits.amount, credits.balanceAfter]}
          none={operator.none}
          rows={page.entries.map((entry) => ({
            key: entry.id,
            cells: [
              <When key="when" at={entry.created_at} />,
              <span key="what">
                {entryName(words, entry)} <span dir="auto">{entry.reason}</span>
              </span>,
              signed(entry.amount),
              number(entry.balance_after),
            ],
          }))}
        />
        <Further name="before" value={page.olderEntries} label={operator.olderEntries} />
      </section>
      <section>
        <h2>{operator.purchases}</h2>
        <Table
          heads={[operator.when, operator.amount, "$", operator.state, operator.receipt]}
          none={operator.none}
          rows={page.purchases.map((one) => ({
            key: one.id,
            cells: [
              <When key="when" at={one.created_at} />,
              number(one.credits),
              operator.dollarsOf(one.micro_usd / 1_000_000),
              purchaseProblem(words, one.problem) ?? operator.purchaseStates[one.state],
              one.number === null ? "" : shop.numbered(one.number),
            ],
          }))}
        />
      </section>
      <section>
        <h2>{operator.ordersOf}</h2>
        <p className="hint">{operator.ordersNote}</p>
        <Table
          heads={[operator.when, operator.model, operator.state, operator.price, operator.id]}
          none={operator.none}
          rows={page.orders.map((order) => ({
            key: order.id,
            cells: [
              <When key="when" at={order.created_at} />,
              modelById(order.model)?.name ?? order.model,
              <State key="state" order={order} />,
              number(order.cost),
              <code key="id" className="id">
                {order.id}
              </code>,
            ],
          }))}
        />
        <Further name="orders" value={page.olderOrders} label={operator.olderOrders} />
      </section>
      <section>
        <h2>{operator.actsOn}</h2>
        <ActsTable acts={page.acts} />
      </section>
    </>
  );
}

function State({ order }: { order: PersonPage["orders"][number] }) {
  const { operator } = useWords();
  return (
    <>
      {order.status === "failed"
        ? operator.stateBecause(operator.states.failed, operator.reasons[reasonOf(order.error_code)])
        : operator.states[order.status]}
      {order.token && (
        <>
          {" · "}
          <a href={`/s/${order.token}`}>{operator.shared}</a>
        </>
      )}
    </>
  );
}

function Further({ name, value, label }: { name: string; value: string | number | null; label: string }) {
  const { pathname } = useLocation();
  if (value === null) return null;
  return (
    <p>
      <a className="button" href={`${pathname}?${new URLSearchParams({ [name]: String(value) })}`}>
        {label}
      </a>
    </p>
  );
}
