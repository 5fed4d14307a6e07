import type { Month } from "~/history/months.server";
import type { TableSize } from "~/http/preferences.server";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { useAddress } from "../../page/request-context";
import { listWith, type Values } from "../addresses";

const SIZES: TableSize[] = ["s", "m", "l"];

/** How the list is seen: how large, which end first, and from which month on. */
export function ViewPanel({ values, months, size }: { values: Values; months: Month[]; size: TableSize }) {
  const { history, collections } = useWords();
  const isOldest = values.order === "oldest";
  return (
    <div className="sheet">
      <a id="collection" className="pill to-collections" href="/collections">
        {collections.title}
      </a>
      <SizeForm chosen={size} />
      <ul className="links" id="order">
        <li>
          <a
            className="pill"
            href={listWith(values, { order: null })}
            aria-current={isOldest ? undefined : "true"}
          >
            {history.newestFirst}
          </a>
        </li>
        <li>
          <a
            className="pill"
            href={listWith(values, { order: "oldest" })}
            aria-current={isOldest ? "true" : undefined}
          >
            {history.oldestFirst}
          </a>
        </li>
      </ul>
      {months.length > 1 && <Months values={values} months={months} />}
    </div>
  );
}

/** The size is kept for this browser, whatever the list is narrowed to. */
function SizeForm({ chosen }: { chosen: TableSize }) {
  const { history } = useWords();
  return (
    <form method="post" action="/settings" className="links" aria-label={history.size}>
      <input type="hidden" name="set" value="size" />
      <input type="hidden" name="back" value={useAddress() ?? "/history"} />
      {SIZES.map((size) => (
        <button
          key={size}
          type="submit"
          className="pill"
          name="size"
          value={size}
          aria-current={size === chosen ? "true" : undefined}
        >
          {history.sizes[size]}
        </button>
      ))}
      <FormToken />
    </form>
  );
}

function Months({ values, months }: { values: Values; months: Month[] }) {
  const { history, month: named } = useWords();
  return (
    <nav aria-labelledby="months">
      <h2 id="months">{history.months}</h2>
      <ul className="links">
        {months.map(({ month, place }) => (
          <li key={month}>
            <a className="pill" href={listWith(values, placeIn(place))}>
              {named(`${month}-15`, "UTC")}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function placeIn(place: Month["place"]): Record<string, string> {
  return Object.fromEntries(Object.entries(place ?? {}).map(([name, position]) => [name, String(position)]));
}
