import type { ReactNode } from "react";
import type { FormErrors } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";

/**
 * The GOV.UK pattern for errors: all of them at the top, each a link to its field. They have the focus, without
 * JavaScript too, since they are what the sender of a form came back for.
 */
export function ErrorSummary({ errors, children }: { errors: FormErrors | undefined; children?: ReactNode }) {
  const words = useWords();
  if (!errors) return null;
  return (
    <div className="notice notice-error" role="alert" tabIndex={-1} autoFocus>
      <h2>{words.errors.summary}</h2>
      <ul>
        {Object.entries(errors).map(([field, mistake]) => (
          <li key={field}>
            {field ? <a href={`#${field}`}>{words.mistakes[mistake]}</a> : words.mistakes[mistake]}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

type FieldProps = {
  name: string;
  /** An id of its own for a field whose name others on the page have too; the summary of mistakes leads to the one without. */
  id?: string | undefined;
  label: string;
  hint?: ReactNode;
  error: Mistake | undefined;
  children: (described: Described) => ReactNode;
};

type Described = {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** Puts label, hint and error around an input, and gives the input the attributes that tie them together. */
export function Field({ name, id = name, label, hint, error, children }: FieldProps) {
  const { mistakes } = useWords();
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={error ? "field field-error" : "field"}>
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {mistakes[error]}
        </p>
      )}
      {children({
        id,
        name,
        "aria-describedby": ids || undefined,
        "aria-invalid": error ? true : undefined,
      })}
    </div>
  );
}
