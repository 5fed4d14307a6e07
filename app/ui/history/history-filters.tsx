import type { FormErrors } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { MODEL_KEYS, MODELS } from "~/models/models";
import { STATUS_GROUPS } from "~/search/filters";
import { useWords } from "~/words/words";
import { ErrorSummary, Field } from "../form/form";

type HistoryFiltersProps = {
  /** What the URL says, by the name of the field. */
  values: Record<string, string>;
  errors: FormErrors | undefined;
};

/** Everything that narrows the history, in one form that is sent with `get`: what it asks for is a URL to keep. */
export function HistoryFilters({ values, errors }: HistoryFiltersProps) {
  const { history } = useWords();
  const { q, ...filters } = values;
  const { q: _, ...filterErrors } = errors ?? {};
  const count = Object.keys(filters).length;
  const isNarrowed = Object.keys(values).length > 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form of its own is what is searched by.
    <form action="/history" role="search" className="filters" noValidate>
      <ErrorSummary errors={errors} />
      <div className="search">
        <Field name="q" label={history.search} error={errors?.q}>
          {(field) => <input {...field} type="search" autoComplete="off" defaultValue={q} />}
        </Field>
        <button type="submit" className="primary">
          {history.searchButton}
        </button>
      </div>
      <details open={Object.keys(filterErrors).length > 0}>
        <summary>{count > 0 ? history.filtersInUse(count) : history.filters}</summary>
        <div className="filter-fields">
          <Choice name="model" label={history.model} value={values.model} error={errors?.model}>
            {MODEL_KEYS.map((key) => [key, MODELS[key].name])}
          </Choice>
          <Choice name="status" label={history.state} value={values.status} error={errors?.status}>
            {STATUS_GROUPS.map((group) => [group, history.states[group]])}
          </Choice>
          <Day name="from" label={history.firstDay} value={values.from} error={errors?.from} />
          <Day name="to" label={history.lastDay} value={values.to} error={errors?.to} />
          <label className="check">
            <input
              type="checkbox"
              name="favorite"
              id="favorite"
              value="1"
              defaultChecked={values.favorite === "1"}
            />
            {history.favoritesOnly}
          </label>
        </div>
        <button type="submit">{history.apply}</button>
      </details>
      {isNarrowed && <a href="/history">{history.showAll}</a>}
    </form>
  );
}

type FilterProps = { name: string; label: string; value: string | undefined; error: Mistake | undefined };

function Choice({
  children,
  value = "",
  ...field
}: FilterProps & { children: [key: string, text: string][] }) {
  const { history } = useWords();
  return (
    <Field {...field}>
      {(attributes) => (
        <select {...attributes} defaultValue={value}>
          <option value="">{history.any}</option>
          {children.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A field for a day; one with an error is a text field, since a date field would not show what was typed. */
function Day({ value, ...field }: FilterProps) {
  return (
    <Field {...field}>
      {(attributes) => <input {...attributes} type={field.error ? "text" : "date"} defaultValue={value} />}
    </Field>
  );
}
