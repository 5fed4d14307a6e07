import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { found } from "~/http/found.server";
import { readByOperators, requireOperator } from "~/operators/gate.server";
import { listPeople, PEOPLE_ORDERS, readPeopleCursor } from "~/operators/people.server";
import { addressOf } from "~/platform/address.server";
import { services } from "~/services.server";
import { OperatorNav } from "~/ui/operator/operator-nav";
import { FindPeople, PeopleTable } from "~/ui/operator/people/people";
import type { PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.people };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  const { searchParams } = addressOf(request);
  const q = (searchParams.get("q") ?? "").trim().slice(0, 254);
  const order = PEOPLE_ORDERS.find((known) => known === searchParams.get("order")) ?? "newest";
  const asked = searchParams.get("before");
  const before = asked === null ? null : found(readPeopleCursor(asked));
  const list = await listPeople(services(context), { q, order, before });
  return { ...list, q, order, isFirst: before === null };
}

export const action = readByOperators;

export default function People() {
  const { operator } = useWords();
  const { people, older, q, order, isFirst } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{operator.people}</h1>
      <OperatorNav />
      <FindPeople q={q} order={order} />
      <PeopleTable people={people} none={q ? operator.foundNobody : operator.none} />
      <p className="hint">{operator.totalsNote}</p>
      <Pager older={older} isFirst={isFirst} search={order === "newest" ? {} : { order }} />
    </>
  );
}
