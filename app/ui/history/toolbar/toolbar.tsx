import type { Month } from "~/history/months.server";
import type { FormErrors } from "~/http/forms.server";
import type { TableSize } from "~/http/preferences.server";
import { useWords } from "~/words/words";
import { listWith, narrowing, type Values } from "../addresses";
import { FilterPanel } from "./filter-panel";
import { ViewPanel } from "./view-panel";

type ToolbarProps = {
  /** What the URL says, by the name of the field. */
  values: Values;
  errors: FormErrors | undefined;
  months: Month[];
  size: TableSize;
  /** Whether there is anything to choose. */
  hasCards: boolean;
};

/** Everything that changes the list, in one row: each is a link or a form, so that what is asked for is a URL to keep. */
export function Toolbar({ values, errors, months, size, hasCards }: ToolbarProps) {
  const { history, collections } = useWords();
  const { q: _, favorite: __, ...filters } = narrowing(values);
  const { q: ___, favorite: ____, order, collection, ...filterErrors } = errors ?? {};
  const isFavorite = values.favorite === "1";
  return (
    <div className="toolbar">
      <Search values={values} error={errors?.q} />
      <a
        id="favorite"
        className="pill"
        href={listWith(values, { favorite: isFavorite ? null : "1" })}
        aria-label={history.favorites}
        aria-current={isFavorite ? "true" : undefined}
      >
        ★
      </a>
      <details name="toolbar" open={Object.keys(filterErrors).length > 0}>
        <summary className="pill">{history.filter(Object.keys(filters).length)}</summary>
        <FilterPanel values={values} errors={filterErrors} />
      </details>
      <details name="toolbar" open={order !== undefined || collection !== undefined}>
        <summary className="pill">{history.view}</summary>
        <ViewPanel values={values} months={months} size={size} />
      </details>
      {!values.collection && (
        <a className="pill to-collections" href="/collections">
          {collections.title}
        </a>
      )}
      {hasCards && (
        <label className="pill choosing">
          <input type="checkbox" form="selection" data-choosing />
          {history.select}
        </label>
      )}
    </div>
  );
}

/** Searching keeps the filters, and begins at the list's beginning. */
function Search({
  values: { q, ...others },
  error,
}: {
  values: Values;
  error: FormErrors[string] | undefined;
}) {
  const { history, mistakes } = useWords();
  return (
    <search>
      <form action="/history" className="search" noValidate>
        {error && (
          <p className="error" id="q-error">
            {mistakes[error]}
          </p>
        )}
        <input
          id="q"
          name="q"
          type="search"
          dir="auto"
          autoComplete="off"
          defaultValue={q}
          placeholder={history.search}
          aria-label={history.search}
          aria-describedby={error && "q-error"}
          aria-invalid={error ? true : undefined}
        />
        {Object.entries(others).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {q && (
          <a className="clear" href={listWith(others)} aria-label={history.clear}>
            ×
          </a>
        )}
        <button type="submit" className="search-button">
          {history.searchButton}
        </button>
      </form>
    </search>
  );
}
