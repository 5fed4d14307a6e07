import { Form, Link, useLocation } from "@remix-run/react";
import type { FormErrors } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { ErrorSummary, Field } from "./form";
import { SubmitButton } from "./submit-button";

type AccountFormProps = {
  title: string;
  lead?: string | undefined;
  button: string;
  passwordHint?: string;
  /** The password field's `autocomplete`, by which password managers tell signing in from joining. */
  passwordKind: "current-password" | "new-password";
  failed: { errors: FormErrors; values: Record<string, string> } | undefined;
  other: { question: string; to: string; text: string };
};

/** The form for an e-mail address and a password: joining and signing in differ in words only. */
export function AccountForm(props: AccountFormProps) {
  const { title, lead, button, passwordHint, passwordKind, failed, other } = props;
  const { account } = useWords();
  const { search } = useLocation();
  const hasDraft = new URLSearchParams(search).has("prompt");
  return (
    <div className="narrow">
      <ErrorSummary errors={failed?.errors} />
      <h1>{title}</h1>
      {lead && <p>{lead}</p>}
      {hasDraft && <p>{account.promptIsKept}</p>}
      <Form method="post" noValidate className="stack">
        <Field name="email" label={account.email} error={failed?.errors.email}>
          {(field) => (
            <input
              {...field}
              type="email"
              autoComplete="username"
              defaultValue={failed?.values.email}
              spellCheck={false}
            />
          )}
        </Field>
        <Field name="password" label={account.password} hint={passwordHint} error={failed?.errors.password}>
          {(field) => <input {...field} type="password" autoComplete={passwordKind} />}
        </Field>
        <SubmitButton className="primary">{button}</SubmitButton>
      </Form>
      <p>
        {other.question} <Link to={other.to + search}>{other.text}</Link>
      </p>
    </div>
  );
}
