import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DRAFT_PAGE, keepDraft } from "~/accounts/drafts.server";
import { requireUser } from "~/accounts/gate.server";
import { allowancesOf } from "~/credits/allowances.server";
import { giveMore } from "~/credits/more.server";
import { ledgerPage } from "~/credits/statement.server";
import { parse } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { getOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { readCursor } from "~/platform/cursor.server";
import { services } from "~/services.server";
import { Buys } from "~/ui/page/credits/buys";
import { Statement } from "~/ui/page/credits/statement";
import { WayOn } from "~/ui/page/credits/way-on";
import type { PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ credits }) => credits.title };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const before = addressOf(request).searchParams.get("before");
  const cursor = before === null ? null : found(readCursor(before));
  const using = services(context);
  const [page, allowances] = await Promise.all([
    ledgerPage(using, user.id, cursor),
    allowancesOf(using, user.id),
  ]);
  return {
    ...page,
    allowances,
    isFirst: cursor === null,
    balance: user.credits,
  };
}

/** The demo gives more, and leads back to the order for which they were too few. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  if (!using.replicate.isDemo) getOnly();
  const form = parse(More, formOf(context));
  if (!form.ok) throw new Response(null, { status: 400 });
  const { id, draft } = form.value;
  await giveMore(using, user.id, id);
  if (draft) await keepDraft(using, user.id, draft);
  return redirectWith({ request, context }, draft ? DRAFT_PAGE : "/credits", { kind: "credits_given" });
}

const More = z.object({ id: z.uuid(), draft: z.string().optional() });

export default function Credits() {
  const { credits } = useWords();
  const { entries, older, isFirst, balance, allowances } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{credits.title}</h1>
      <p className="lead">{credits.balance(balance)}</p>
      {balance === 0 ? <p>{credits.none}</p> : <Buys balance={balance} />}
      <WayOn />
      <p className="hint">{credits.today(allowances)}</p>
      {entries.length > 0 && <Statement entries={entries} />}
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}
