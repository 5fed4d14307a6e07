import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { Field } from "../../form/form";

type CodeFieldProps = {
  errors: FormErrors | undefined;
  hint: string;
  /** Whether letters are typed, as a recovery code has them. */
  hasLetters?: boolean;
};

/** A field for a code of an app, which browsers and phones fill in by themselves, or for a recovery code. */
export function CodeField({ errors, hint, hasLetters = false }: CodeFieldProps) {
  const { factor } = useWords();
  return (
    <Field
      name="code"
      label={hasLetters ? factor.recoveryCode : factor.code}
      hint={hint}
      error={errors?.code}
    >
      {(field) => (
        <input
          {...field}
          type="text"
          inputMode={hasLetters ? "text" : "numeric"}
          autoComplete={hasLetters ? "off" : "one-time-code"}
          autoCapitalize="characters"
          spellCheck={false}
        />
      )}
    </Field>
  );
}
