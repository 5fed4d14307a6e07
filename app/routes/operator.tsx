import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { getOnly } from "~/http/methods.server";
import { requireOperator } from "~/operators/gate.server";
import { OperatorNav } from "~/ui/operator/operator-nav";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.title };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  return null;
}

export const action = getOnly;

export default function Operator() {
  const { operator } = useWords();
  return (
    <>
      <h1>{operator.now}</h1>
      <OperatorNav />
    </>
  );
}
