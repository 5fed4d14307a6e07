import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";

type PasswordFieldProps = {
  name: "new_password" | "current_password";
  errors: FormErrors | undefined;
};

/** A field for the password that somebody has, or for the one that they choose. */
export function PasswordField({ name, errors }: PasswordFieldProps) {
  const { account, recovery } = useWords();
  const isNew = name === "new_password";
  return (
    <Field
      name={name}
      label={isNew ? recovery.newPassword : recovery.currentPassword}
      hint={isNew ? account.passwordHint : undefined}
      error={errors?.[name]}
    >
      {(field) => (
        <input {...field} type="password" autoComplete={isNew ? "new-password" : "current-password"} />
      )}
    </Field>
  );
}
