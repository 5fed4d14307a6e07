import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { readByOperators, requireOperator } from "~/operators/gate.server";
import { MONEY_DAYS } from "~/operators/limits";
import { moneyPage } from "~/operators/money.server";
import { services } from "~/services.server";
import { Margins, PurchaseProblems } from "~/ui/operator/money";
import { OperatorNav } from "~/ui/operator/operator-nav";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.moneyOf };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  return { ...(await moneyPage(services(context))), days: MONEY_DAYS };
}

export const action = readByOperators;

export default function Money() {
  const { operator } = useWords();
  const { margins, problems, days } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{operator.moneyOf}</h1>
      <OperatorNav />
      <Margins margins={margins} days={days} />
      <PurchaseProblems problems={problems} />
    </>
  );
}
