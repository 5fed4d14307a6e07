import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { formFailed } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { answerReport, readAnswer } from "~/operators/answer-report.server";
import { askToConfirm } from "~/operators/confirm.server";
import { requireOperator } from "~/operators/gate.server";
import { readTyped } from "~/operators/kept.server";
import { addressOf } from "~/platform/address.server";
import { readCursor } from "~/platform/cursor.server";
import { unansweredReports } from "~/reports/reported.server";
import { services } from "~/services.server";
import { ErrorSummary } from "~/ui/form/form";
import { ConfirmPage } from "~/ui/operator/confirm-page";
import { OperatorNav } from "~/ui/operator/operator-nav";
import { ReportToAnswer } from "~/ui/operator/report-to-answer";
import type { PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.reports };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  const before = addressOf(request).searchParams.get("before");
  const cursor = before === null ? null : found(readCursor(before));
  const { reports, older } = await unansweredReports(services(context), cursor);
  const { typed, headers } = await readTyped({ request, context });
  const shown = reports.map((report) => ({ ...report, freshId: uuidv7() }));
  return data({ reports: shown, older, isFirst: cursor === null, typed }, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const operator = await requireOperator(request, context);
  const asks = await askToConfirm(request, context, operator);
  if (asks) return asks;
  const using = services(context);
  const read = readAnswer(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const acted = await answerReport(using, operator, read.value);
  found(acted === "done" || null);
  sendSoon(using);
  return redirectWith({ request, context }, "/operator/reports", {
    ...{ kind: "operator", done: read.value.act },
  });
}

export default function Reports() {
  const { operator } = useWords();
  const { reports, older, isFirst, typed } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent && "asks" in sent) return <ConfirmPage ask={sent.asks} />;
  const again = sent?.values ?? typed;
  return (
    <>
      <ErrorSummary errors={sent?.errors} />
      <h1>{operator.reports}</h1>
      <OperatorNav />
      {reports.length === 0 && <p>{operator.noReports}</p>}
      {reports.map((report) => (
        <ReportToAnswer
          key={report.id}
          report={report}
          typed={again.report === report.id ? again.answer : undefined}
          error={again.report === report.id ? sent?.errors.answer : undefined}
        />
      ))}
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}
