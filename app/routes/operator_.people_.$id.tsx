import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import { formFailed } from "~/http/forms.server";
import { found, idIn } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { sendSoon } from "~/mail/send.server";
import { askToConfirm } from "~/operators/confirm.server";
import { doToPerson } from "~/operators/do-to-person.server";
import { readPersonAct } from "~/operators/forms.server";
import { requireOperator } from "~/operators/gate.server";
import { readTyped } from "~/operators/kept.server";
import { personPage } from "~/operators/person.server";
import { addressOf } from "~/platform/address.server";
import { readCursor } from "~/platform/cursor.server";
import { services } from "~/services.server";
import { ErrorSummary } from "~/ui/form/form";
import { ConfirmPage } from "~/ui/operator/confirm-page";
import { OperatorNav } from "~/ui/operator/operator-nav";
import { PersonActs } from "~/ui/operator/people/person-acts";
import { PersonFacts } from "~/ui/operator/people/person-facts";
import { PersonLists } from "~/ui/operator/people/person-lists";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle<LoaderData<typeof loader>> = {
  title: ({ operator }, data) => operator.personTitle(data.person.email),
};

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { id: own } = await requireOperator(request, context);
  const { searchParams } = addressOf(request);
  const entries = searchParams.get("before");
  const orders = searchParams.get("orders");
  const page = await personPage(services(context), idIn(params), {
    entries: entries === null ? null : found(readCursor(entries)),
    orders: orders === null ? null : found(/^\d{1,15}$/.test(orders) ? Number(orders) : null),
  });
  const { typed, headers } = await readTyped({ request, context });
  const shown = { ...found(page), typed, isOwn: own === params.id };
  return data({ ...shown, freshIds: Array.from({ length: 4 }, () => uuidv7()) }, { headers });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const operator = await requireOperator(request, context);
  const userId = idIn(params);
  const asks = await askToConfirm(request, context, operator);
  if (asks) return asks;
  const using = services(context);
  const read = readPersonAct(formOf(context));
  if (!read.ok) return formFailed(context, read);
  const acted = await doToPerson(using, operator, userId, read.value, languageOf(request));
  if (acted === "short")
    return formFailed(context, { errors: { credits: "credits_too_few" as const }, values: typedIn(context) });
  found(acted === "done" || null);
  sendSoon(using);
  return redirectWith({ request, context }, `/operator/people/${userId}`, {
    ...{ kind: "operator", done: read.value.act },
  });
}

function typedIn(context: ActionFunctionArgs["context"]): Record<string, string> {
  return Object.fromEntries([...formOf(context)].map(([name, value]) => [name, String(value)]));
}

export default function Person() {
  const page = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent && "asks" in sent) return <ConfirmPage ask={sent.asks} />;
  return (
    <>
      <ErrorSummary errors={sent?.errors} />
      <h1 dir="auto">{page.person.email}</h1>
      <OperatorNav />
      <PersonFacts person={page.person} sessions={page.sessions} />
      <PersonActs page={page} typed={sent?.values ?? page.typed} errors={sent?.errors} />
      <PersonLists page={page} />
    </>
  );
}
