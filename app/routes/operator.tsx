import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { uuidv7 } from "uuidv7";
import * as z from "zod";
import { parse } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { askToConfirm } from "~/operators/confirm.server";
import { requireOperator } from "~/operators/gate.server";
import { COUNTED_AT_MOST, STUCK_AFTER_MINUTES } from "~/operators/limits";
import { lookAgain } from "~/operators/look-again.server";
import { nowPage } from "~/operators/now.server";
import { services } from "~/services.server";
import { ConfirmPage } from "~/ui/operator/confirm-page";
import { Days } from "~/ui/operator/days/days";
import { Failures, Health } from "~/ui/operator/now";
import { OperatorNav } from "~/ui/operator/operator-nav";
import { OpenOrders } from "~/ui/operator/stuck";
import type { PageHandle } from "~/ui/page/page-handle";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ operator }) => operator.title };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOperator(request, context);
  const now = await nowPage(services(context));
  return {
    ...{ ...now, countedAtMost: COUNTED_AT_MOST },
    ...{ stuckAfterMinutes: STUCK_AFTER_MINUTES, freshIds: now.stuck.map(() => uuidv7()) },
  };
}

const LookAgain = z.object({ act: z.literal("look_again"), id: z.uuid(), generation: z.uuid() });

export async function action({ request, context }: ActionFunctionArgs) {
  const operator = await requireOperator(request, context);
  const asks = await askToConfirm(request, context, operator);
  if (asks) return asks;
  const read = parse(LookAgain, formOf(context));
  if (!read.ok) throw new Response(null, { status: 400 });
  const { id, generation } = read.value;
  const acted = await lookAgain(services(context), operator, { id, generationId: generation });
  found(acted === "done" || null);
  return redirectWith({ request, context }, "/operator", { kind: "operator", done: "look_again" });
}

export default function Operator() {
  const { operator } = useWords();
  const now = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  if (sent?.asks) return <ConfirmPage ask={sent.asks} />;
  return (
    <>
      <h1>{operator.now}</h1>
      <OperatorNav />
      <Health now={now} />
      <OpenOrders now={now} />
      <Failures now={now} />
      <Days days={now.days} />
    </>
  );
}
