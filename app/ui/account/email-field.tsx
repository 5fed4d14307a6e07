import type { FormErrors, FormValues } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";

type EmailFieldProps = {
  label?: string;
  autoComplete: "username" | "email";
  again: { errors?: FormErrors; values?: FormValues } | undefined;
};

/** A field for an e-mail address, with what was typed before. */
export function EmailField({ label, autoComplete, again }: EmailFieldProps) {
  const { account } = useWords();
  return (
    <Field name="email" label={label ?? account.email} error={again?.errors?.email}>
      {(field) => (
        <input
          {...field}
          type="email"
          autoComplete={autoComplete}
          defaultValue={again?.values?.email}
          spellCheck={false}
        />
      )}
    </Field>
  );
}
