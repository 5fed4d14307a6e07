import type { Mistake } from "~/http/mistakes";
import type { UnansweredReport } from "~/reports/reported.server";
import { useWords } from "~/words/words";
import { Field } from "../form/form";
import { FormToken } from "../form/form-token";
import { When } from "../page/when";

type ReportToAnswerProps = {
  report: UnansweredReport & { freshId: string };
  /** What was typed as an answer before. */
  typed: string | undefined;
  error: Mistake | undefined;
};

/** One report with its picture, and what can be done about it. */
export function ReportToAnswer({ report, typed, error }: ReportToAnswerProps) {
  const { operator, reports } = useWords();
  const { id, said, prompt, owner, user_id, email, created_at } = report;
  return (
    <article className="report">
      <img
        src={`/operator/reports/${id}/image`}
        alt={operator.reportedPicture}
        width={report.width ?? undefined}
        height={report.height ?? undefined}
        loading="lazy"
      />
      <div>
        <h2>{operator.reportOf(reports.reasons[report.reason])}</h2>
        {said && (
          <p className="as-written" dir="auto">
            {said}
          </p>
        )}
        <dl>
          <dt>{operator.when}</dt>
          <dd>
            <When at={created_at} />
          </dd>
          <dt>{operator.from}</dt>
          <dd>{email || operator.nobodyNamed}</dd>
          <dt>{operator.whom}</dt>
          <dd>
            <a href={`/operator/people/${user_id}`}>{owner}</a>
          </dd>
          <dt>{operator.prompt}</dt>
          <dd dir="auto">{prompt}</dd>
        </dl>
        <form method="post" action="/operator/reports" noValidate className="stack">
          <input type="hidden" name="id" value={report.freshId} />
          <input type="hidden" name="report" value={id} />
          <Field
            name="answer"
            id={error ? undefined : `answer-${id}`}
            label={operator.answer}
            hint={operator.answerHint}
            error={error}
          >
            {(field) => <textarea {...field} rows={3} dir="auto" defaultValue={typed} />}
          </Field>
          <div className="actions">
            <button type="submit" name="act" value="take_down" className="danger">
              {operator.takeDown}
            </button>
            <button type="submit" name="act" value="answer_report">
              {operator.leave}
            </button>
          </div>
          <FormToken />
        </form>
      </div>
    </article>
  );
}
