import type { ListedPerson, PeopleOrder } from "~/operators/people.server";
import { useWords } from "~/words/words";
import { When } from "../../page/when";
import { Table } from "../table";

const ORDERS: PeopleOrder[] = ["newest", "pictures", "spent"];

/** Looks for somebody, or orders all. */
export function FindPeople({ q, order }: { q: string; order: PeopleOrder }) {
  const { operator } = useWords();
  return (
    <>
      <search>
        <form action="/operator/people" className="find">
          <div className="field">
            <label htmlFor="q">{operator.find}</label>
            <p className="hint" id="q-hint">
              {operator.findHint}
            </p>
            <input
              id="q"
              name="q"
              type="search"
              defaultValue={q}
              aria-describedby="q-hint"
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <button type="submit">{operator.findButton}</button>
        </form>
      </search>
      <nav className="operator-nav" aria-label={operator.ordered}>
        {ORDERS.map((one) => (
          <a
            key={one}
            href={one === "newest" ? "/operator/people" : `/operator/people?order=${one}`}
            aria-current={!q && one === order ? "true" : undefined}
          >
            {operator.orders[one]}
          </a>
        ))}
      </nav>
    </>
  );
}

export function PeopleTable({ people, none }: { people: ListedPerson[]; none: string }) {
  const { operator, number } = useWords();
  return (
    <Table
      heads={[operator.whom, operator.since, operator.balance, operator.pictures, operator.spent]}
      none={none}
      rows={people.map(({ id, email, created_at, credits, pictures, spent, is_blocked }) => ({
        key: id,
        cells: [
          <span key="whom">
            <a href={`/operator/people/${id}`} dir="auto">
              {email}
            </a>{" "}
            {is_blocked ? <strong className="error">{operator.isBlocked}</strong> : null}
          </span>,
          <When key="since" at={created_at} />,
          number(credits),
          number(pictures ?? 0),
          number(spent ?? 0),
        ],
      }))}
    />
  );
}
