import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { formFailed } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { askToConfirm } from "~/operators/confirm.server";
import { requireOperator } from "~/operators/gate.server";
import { readTyped } from "~/operators/kept.server";
import { doToSite, readSiteAct } from "~/operators/on-site.server";
import { services } from "~/services.server";
import { budgetUsed } from "~/site/day-budget.server";
import { ErrorSummary } from "~/ui/form/form";
import { ConfirmPage } from "~/ui/operator/confirm-page";
import { OperatorNav } from "~/ui/operator/operator-nav";
import { SiteForms } from "~/ui/operator/site-forms";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.site };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { site } = await requireOperator(request, context);
  const { typed, headers } = await readTyped({ request, context });
  const budget = await budgetUsed(services(context));
  return data({ site, budget, typed, freshIds: [uuidv7(), uuidv7()] }, { headers });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const operator = await requireOperator(request, context);
  const asks = await askToConfirm(request, context, operator);
  if (asks) return asks;
  const read = readSiteAct(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const acted = await doToSite(services(context), operator, read.value);
  found(acted === "done" || null);
  return redirectWith({ request, context }, "/operator/site", { kind: "operator", done: read.value.act });
}

export default function Site() {
  const { operator } = useWords();
  const { site, budget, typed, freshIds } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent && "asks" in sent) return <ConfirmPage ask={sent.asks} />;
  const errors = sent?.errors;
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1>{operator.site}</h1>
      <OperatorNav />
      {budget && <p>{operator.budgetIs(budget.usd, budget.most)}</p>}
      <SiteForms site={site} typed={sent?.values ?? typed} errors={errors} freshIds={freshIds} />
    </>
  );
}
