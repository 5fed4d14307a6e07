import { isWhyNotSent } from "~/mail/outbox/why-not-sent";
import { reasonOf } from "~/models/reasons";
import { DATABASE_HOLDS_GB } from "~/operations/limits";
import type { NowPage } from "~/operators/now.server";
import { useWords } from "~/words/words";
import { useSite } from "../page/request-context";
import { When } from "../page/when";
import { Table } from "./table";

/** The sweep, the audit and the database, each with a word that is seen when something is wrong. */
export function Health({ now }: { now: NowPage }) {
  const { operator } = useWords();
  const { runs, fullness } = now;
  return (
    <section>
      <h2>{operator.runs}</h2>
      <dl>
        <dt>{operator.sweep}</dt>
        <dd>
          <Run run={runs.sweep} wrong={operator.stepsBroken} />
        </dd>
        <dt>{operator.audit}</dt>
        <dd>
          <Run run={runs.audit} wrong={operator.breaches} />
        </dd>
        <dt>{operator.database}</dt>
        <dd>
          {fullness === null
            ? "–"
            : operator.databaseIs(fullness.megabytes, DATABASE_HOLDS_GB * 1000, fullness.percent)}
          {fullness?.isNearlyFull && <strong className="error"> {operator.isNearlyFull}</strong>}
        </dd>
      </dl>
    </section>
  );
}

function Run({ run, wrong }: { run: NowPage["runs"]["sweep"]; wrong: (count: number) => string }) {
  const { operator } = useWords();
  return (
    <>
      {run.at === null ? operator.never : <When at={run.at} />}
      {run.isLate && <strong className="error"> {operator.isLate}</strong>}
      {run.wrong > 0 && <strong className="error"> {wrong(run.wrong)}</strong>}
    </>
  );
}

/** What failed in the last day, and mails that did not go. */
export function Failures({ now }: { now: NowPage }) {
  const { operator, number, mail } = useWords();
  const { name: site } = useSite();
  /** What a kind of mail is about: its subject. */
  const about = (kind: string) => {
    const [, words] = Object.entries(mail).find(([name]) => name === kind) ?? [];
    return typeof words === "object" ? words.subject(site) : kind;
  };
  const why = (reason: string) =>
    isWhyNotSent(reason) ? operator.whyNotSent[reason] : operator.refusedWith(reason);
  const mails = [
    ...now.unsent.map(({ id, kind, due_at }) => ({
      key: id,
      cells: [about(kind), <When key="due" at={due_at} />],
    })),
    ...now.givenUp.map(({ id, kind, reason }) => ({
      key: id,
      cells: [about(kind), operator.givenUp(why(reason))],
    })),
  ];
  return (
    <>
      <section>
        <h2>{operator.failures}</h2>
        <Table
          heads={[operator.reason, operator.count]}
          none={operator.none}
          rows={now.failures.map(({ error_code, count }) => ({
            key: error_code ?? "",
            cells: [operator.reasons[reasonOf(error_code)], number(count)],
          }))}
        />
      </section>
      <section>
        <h2>{operator.unsentMails}</h2>
        <Table heads={[operator.kind, operator.nextTry]} none={operator.none} rows={mails} />
      </section>
    </>
  );
}
