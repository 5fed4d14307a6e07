import type { FormErrors } from "~/http/forms.server";
import { MODEL_KEYS, MODELS } from "~/models/models";
import { RATIOS } from "~/models/ratios";
import { STATUS_GROUPS } from "~/search/filters";
import { useWords } from "~/words/words";
import { Field } from "../../form/form";
import { listWith, type Values } from "../addresses";

type FilterProps = { values: Values; errors: FormErrors };

/** What narrows the list: links, each of which sets a filter or takes it away, and a form for the days. */
export function FilterPanel({ values, errors }: FilterProps) {
  const { history } = useWords();
  const chips = { values, errors };
  return (
    <div className="sheet">
      <ul className="links">
        <Chip {...chips} name="kind" value="edited" id="kind">
          {history.edited}
        </Chip>
        <Chip {...chips} name="shared" value="1" id="shared">
          {history.shared}
        </Chip>
        <Chip {...chips} name="since" value="week" id="since">
          {history.thisWeek}
        </Chip>
      </ul>
      <Group {...chips} name="ratio" label={history.ratio} all={RATIOS.map((ratio) => [ratio, ratio])} />
      <Group
        {...chips}
        name="model"
        label={history.model}
        all={MODEL_KEYS.map((key) => [key, MODELS[key].name])}
      />
      <Group
        {...chips}
        name="status"
        label={history.state}
        all={STATUS_GROUPS.map((group) => [group, history.states[group]])}
      />
      <Days {...chips} />
    </div>
  );
}

type GroupProps = FilterProps & { name: string; label: string; all: [value: string, text: string][] };

function Group({ name, label, all, ...chips }: GroupProps) {
  const { mistakes } = useWords();
  const error = chips.errors[name];
  return (
    <>
      <h2 id={name}>{label}</h2>
      {error && <p className="error">{mistakes[error]}</p>}
      <ul className="links" aria-labelledby={name}>
        {all.map(([value, text]) => (
          <Chip key={value} {...chips} name={name} value={value}>
            {text}
          </Chip>
        ))}
      </ul>
    </>
  );
}

type ChipProps = FilterProps & {
  name: string;
  value: string;
  /** Where the summary of mistakes leads, for a filter that has no list of its own. */
  id?: string;
  children: string;
};

function Chip({ values, name, value, id, children }: ChipProps) {
  const isSet = values[name] === value;
  return (
    <li>
      <a
        id={id}
        className="pill"
        href={listWith(values, { [name]: isSet ? null : value })}
        aria-current={isSet ? "true" : undefined}
      >
        {children}
      </a>
    </li>
  );
}

function Days({ values, errors }: FilterProps) {
  const { history } = useWords();
  const { from, to, ...others } = values;
  return (
    <form action="/history" className="days" noValidate>
      {Object.entries(others).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {(["from", "to"] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={name === "from" ? history.firstDay : history.lastDay}
          error={errors[name]}
        >
          {(field) => (
            // One with an error is a text field, since a date field would not show what was typed.
            <input {...field} type={errors[name] ? "text" : "date"} defaultValue={values[name]} />
          )}
        </Field>
      ))}
      <button type="submit">{history.apply}</button>
    </form>
  );
}
