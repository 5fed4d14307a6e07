import { Form, Link } from "@remix-run/react";
import { STATUS_GROUPS, type StatusGroup } from "~/generations/filters";
import { MODEL_KEYS, MODELS } from "~/generations/models";
import { ErrorSummary, type Errors, Field } from "./form";

const STATES: Record<StatusGroup, string> = {
  open: "On their way",
  succeeded: "Done",
  failed: "Failed",
  canceled: "Canceled",
};

type HistoryFiltersProps = {
  /** As the URL has them. */
  values: Record<string, string>;
  errors: Errors | undefined;
};

/** Everything that narrows the history, in one form whose answer is a URL. */
export function HistoryFilters({ values, errors }: HistoryFiltersProps) {
  const { q, ...filters } = values;
  const { q: _, ...filterErrors } = errors ?? {};
  const count = Object.keys(filters).length;
  const isNarrowed = Object.keys(values).length > 0;
  return (
    // The key: a link that changes the URL also changes what the fields show.
    <Form key={JSON.stringify(values)} action="/history" role="search" className="filters" noValidate>
      <ErrorSummary errors={errors} />
      <div className="search">
        <Field name="q" label="Words in the prompt" error={errors?.q}>
          {(field) => <input {...field} type="search" autoComplete="off" defaultValue={q} />}
        </Field>
        <button type="submit" className="primary">
          Search
        </button>
      </div>
      <details open={Object.keys(filterErrors).length > 0}>
        <summary>{count > 0 ? `Filters (${count})` : "Filters"}</summary>
        <div className="filter-fields">
          <Choice name="model" label="Model" value={values.model} error={errors?.model}>
            {MODEL_KEYS.map((key) => [key, MODELS[key].name])}
          </Choice>
          <Choice name="status" label="State" value={values.status} error={errors?.status}>
            {STATUS_GROUPS.map((group) => [group, STATES[group]])}
          </Choice>
          <Day name="from" label="First day" value={values.from} error={errors?.from} />
          <Day name="to" label="Last day" value={values.to} error={errors?.to} />
          <label className="check">
            <input
              type="checkbox"
              name="favorite"
              id="favorite"
              value="1"
              defaultChecked={values.favorite === "1"}
            />
            Favourites only
          </label>
        </div>
        <button type="submit">Apply</button>
      </details>
      {isNarrowed && <Link to="/history">Show all pictures</Link>}
    </Form>
  );
}

type FilterProps = { name: string; label: string; value: string | undefined; error: string | undefined };

function Choice({
  children,
  value = "",
  ...field
}: FilterProps & { children: [key: string, text: string][] }) {
  return (
    <Field {...field}>
      {(attributes) => (
        <select {...attributes} defaultValue={value}>
          <option value="">Any</option>
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

/** What a browser cannot read as a day, it does not show: as text it stays what was typed. */
function Day({ value, ...field }: FilterProps) {
  return (
    <Field {...field}>
      {(attributes) => <input {...attributes} type={field.error ? "text" : "date"} defaultValue={value} />}
    </Field>
  );
}
