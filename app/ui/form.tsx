import { type ReactNode, useEffect, useRef } from "react";
import { titleSaysError } from "./page-title";

export type Errors = Record<string, string>;

/** The GOV.UK pattern: all errors at the top, each a link to its field, and the focus on them. */
export function ErrorSummary({ errors }: { errors: Errors | undefined }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!errors) return;
    summary.current?.focus();
    return titleSaysError();
  }, [errors]);
  if (!errors) return null;
  return (
    <div className="notice notice-error" role="alert" tabIndex={-1} ref={summary}>
      <h2>There is a problem</h2>
      <ul>
        {Object.entries(errors).map(([field, text]) => (
          <li key={field}>{field ? <a href={`#${field}`}>{text}</a> : text}</li>
        ))}
      </ul>
    </div>
  );
}

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  error: string | undefined;
  children: (described: Described) => ReactNode;
};

type Described = {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** Label, hint and error around an input, which is given the attributes that tie them together. */
export function Field({ name, label, hint, error, children }: FieldProps) {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div className={error ? "field field-error" : "field"}>
      <label htmlFor={name}>{label}</label>
      {hint && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {children({
        id: name,
        name,
        "aria-describedby": ids || undefined,
        "aria-invalid": error ? true : undefined,
      })}
    </div>
  );
}
