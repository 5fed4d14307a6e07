import { Form, Link, useLocation } from "@remix-run/react";
import { ErrorSummary, type Errors, Field } from "./form";

type AccountFormProps = {
  title: string;
  button: string;
  passwordHint?: string;
  /** What password managers go by. */
  passwordKind: "current-password" | "new-password";
  failed: { errors: Errors; values: Record<string, string> } | undefined;
  other: { question: string; to: string; text: string };
};

/** E-mail address and password: joining and signing in differ in words only. */
export function AccountForm({ title, button, passwordHint, passwordKind, failed, other }: AccountFormProps) {
  const { search } = useLocation();
  return (
    <div className="narrow">
      <ErrorSummary errors={failed?.errors} />
      <h1>{title}</h1>
      <Form method="post" noValidate className="stack">
        <Field name="email" label="Email" error={failed?.errors.email}>
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
        <Field name="password" label="Password" hint={passwordHint} error={failed?.errors.password}>
          {(field) => <input {...field} type="password" autoComplete={passwordKind} />}
        </Field>
        <button type="submit" className="primary">
          {button}
        </button>
      </Form>
      <p>
        {other.question} <Link to={other.to + search}>{other.text}</Link>
      </p>
    </div>
  );
}
