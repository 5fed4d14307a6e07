import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { found } from "~/http/found.server";
import { readByOperators, requireOperator } from "~/operators/gate.server";
import { listActs } from "~/operators/list-acts.server";
import { addressOf } from "~/platform/address.server";
import { readCursor } from "~/platform/cursor.server";
import { services } from "~/services.server";
import { ActsTable } from "~/ui/operator/acts-table";
import { OperatorNav } from "~/ui/operator/operator-nav";
import type { PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.acts };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  const before = addressOf(request).searchParams.get("before");
  const cursor = before === null ? null : found(readCursor(before));
  return { ...(await listActs(services(context), cursor)), isFirst: cursor === null };
}

export const action = readByOperators;

export default function Acts() {
  const { operator } = useWords();
  const { acts, older, isFirst } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{operator.acts}</h1>
      <OperatorNav />
      <ActsTable acts={acts} />
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}
