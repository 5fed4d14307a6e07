import type { FormErrors, FormValues } from "~/http/forms.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";
import { FormToken } from "../form/form-token";
import { FormPage } from "../page/form-page";

type ReportFormProps = {
  page: { isSent: boolean; back: string; freshId: string; formToken: string | undefined };
  again: { errors: FormErrors; values: FormValues } | undefined;
};

const REASONS = ["illegal", "person", "rights", "other"] as const;

/** The form by which anybody reports a shared picture, and what is said once it is sent. */
export function ReportForm({ page, again }: ReportFormProps) {
  const { reports, mistakes } = useWords();
  const { errors, values } = again ?? {};
  if (page.isSent && !again)
    return (
      <div className="narrow">
        <h1>{reports.sentTitle}</h1>
        <p>{reports.sent}</p>
        <p>
          <a href={page.back}>{reports.backTo}</a>
        </p>
      </div>
    );
  return (
    <FormPage title={reports.title} errors={errors}>
      <p>{reports.lead}</p>
      <form method="post" noValidate className="stack">
        <input type="hidden" name="id" value={values?.id ?? page.freshId} />
        <fieldset id="why" className="field" tabIndex={-1} aria-describedby={errors?.why && "why-error"}>
          <legend>{reports.why}</legend>
          {errors?.why && (
            <p className="error" id="why-error">
              {mistakes[errors.why]}
            </p>
          )}
          {REASONS.map((reason) => (
            <label key={reason} className="check">
              <input type="radio" name="why" value={reason} defaultChecked={values?.why === reason} />
              {reports.reasons[reason]}
            </label>
          ))}
        </fieldset>
        <Field name="said" label={reports.said} hint={reports.saidHint} error={errors?.said}>
          {(field) => <textarea {...field} rows={4} dir="auto" defaultValue={values?.said} />}
        </Field>
        <Field name="email" label={reports.email} hint={reports.emailHint} error={errors?.email}>
          {(field) => (
            <input
              {...field}
              type="email"
              autoComplete="email"
              spellCheck={false}
              defaultValue={values?.email}
            />
          )}
        </Field>
        <button type="submit" className="primary">
          {reports.send}
        </button>
        <FormToken token={page.formToken} />
      </form>
    </FormPage>
  );
}
