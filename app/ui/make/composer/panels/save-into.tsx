import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";
import { Field } from "../../../form/form";

type SaveIntoProps = {
  name: string;
  value: string | undefined;
  error: Mistake | undefined;
  /** The names of collections that are offered. */
  offered: string[];
};

/** The collection into which the ordered pictures go: one that is there, of which the last used are offered, or a new one. */
export function SaveInto({ name, value, error, offered }: SaveIntoProps) {
  const { collections } = useWords();
  return (
    <>
      <Field name={name} label={collections.saveInto} hint={collections.saveIntoHint} error={error}>
        {(field) => (
          <input
            {...field}
            type="text"
            autoComplete="off"
            dir="auto"
            list={offered.length > 0 ? "offered-names" : undefined}
            defaultValue={value}
          />
        )}
      </Field>
      {offered.length > 0 && (
        <datalist id="offered-names">
          {offered.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  );
}
