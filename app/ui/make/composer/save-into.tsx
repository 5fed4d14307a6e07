import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";
import { Field } from "../../form/form";

type SaveIntoProps = { name: string; value: string | undefined; error: Mistake | undefined };

/** The collection into which the ordered pictures go: one that is there, or a new one. */
export function SaveInto({ name, value, error }: SaveIntoProps) {
  const { collections } = useWords();
  return (
    <Field name={name} label={collections.saveInto} hint={collections.saveIntoHint} error={error}>
      {(field) => <input {...field} type="text" autoComplete="off" dir="auto" defaultValue={value} />}
    </Field>
  );
}
