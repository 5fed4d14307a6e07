import type { ReactNode } from "react";
import type { FormErrors } from "~/http/forms.server";
import { ErrorSummary } from "../form/form";
import { FormAgainFrom } from "./again/again-from";

type FormPageProps = { title: ReactNode; errors: FormErrors | undefined; children: ReactNode };

/** A page of forms. Above its heading it says what is wrong with the one that was sent, or from when on it is taken again. */
export function FormPage({ title, errors, children }: FormPageProps) {
  return (
    <div className="narrow">
      <ErrorSummary errors={errors}>
        <FormAgainFrom />
      </ErrorSummary>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
