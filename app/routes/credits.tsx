import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { DRAFT_PAGE, keepDraft } from "~/accounts/drafts.server";
import { requireUser, requireUserWith } from "~/accounts/gate.server";
import { allowancesOf } from "~/credits/allowances.server";
import { giveMore } from "~/credits/more.server";
import { owedBy } from "~/credits/owed.server";
import { ledgerPage } from "~/credits/statement.server";
import { parse } from "~/http/forms.server";
import { found } from "~/http/found.server";
import { languageOf } from "~/http/language.server";
import { getOnly } from "~/http/methods.server";
import { redirectWith } from "~/http/notice.server";
import { formOf } from "~/load-context";
import { addressOf } from "~/platform/address.server";
import { readCursor } from "~/platform/cursor.server";
import { currencyOf } from "~/purchases/packs";
import { services } from "~/services.server";
import { Buys } from "~/ui/page/credits/buys";
import { Packs } from "~/ui/page/credits/packs";
import { Statement } from "~/ui/page/credits/statement";
import { WayOn } from "~/ui/page/credits/way-on";
import type { LoaderData, PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { useRootData } from "~/ui/page/root-data";
import { useWords } from "~/words/words";

export const handle: PageHandle = { title: ({ credits }) => credits.title };

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = addressOf(request);
  const { user, found: page } = await requireUserWith(request, context, async ({ id }) => {
    const before = searchParams.get("before");
    const cursor = before === null ? null : found(readCursor(before));
    const using = services(context);
    const [ledger, allowances, owed] = await Promise.all([
      ledgerPage(using, id, cursor),
      allowancesOf(using, id),
      owedBy(using, id),
    ]);
    return { ...ledger, allowances, owed, isFirst: cursor === null };
  });
  return {
    ...page,
    balance: user.credits,
    currency: currencyOf(searchParams.get("currency"), languageOf(request)),
    orderWaits: searchParams.get("order") === "kept",
  };
}

/** Keeps an order until its credits are bought; or the demo gives more, and leads back to the order. */
export async function action({ request, context }: ActionFunctionArgs) {
  const user = await requireUser(request, context);
  const using = services(context);
  const sent = formOf(context);
  if (sent.has("do")) {
    const kept = parse(Keep, sent);
    if (!kept.ok || !using.stripe) throw new Response(null, { status: 400 });
    await keepDraft(using, user.id, kept.value.draft);
    return redirect("/credits?order=kept", 303);
  }
  if (!using.replicate.isDemo) getOnly();
  const form = parse(More, sent);
  if (!form.ok) throw new Response(null, { status: 400 });
  const { id, draft } = form.value;
  await giveMore(using, user.id, id);
  if (draft) await keepDraft(using, user.id, draft);
  return redirectWith({ request, context }, draft ? DRAFT_PAGE : "/credits", { kind: "credits_given" });
}

const Keep = z.object({ do: z.literal("keep"), draft: z.string() });
const More = z.object({ id: z.uuid(), draft: z.string().optional() });

export default function Credits() {
  const { credits } = useWords();
  const isSingle = useRootData()?.isSingle;
  const { entries, older, isFirst, balance, allowances, owed, currency, orderWaits } =
    useLoaderData<typeof loader>();
  return (
    <>
      <h1>{credits.title}</h1>
      {!isSingle && <Standing {...{ balance, owed, allowances, isFirst, currency, orderWaits }} />}
      {entries.length > 0 && <Statement entries={entries} />}
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}

type StandingProps = Pick<
  LoaderData<typeof loader>,
  "balance" | "owed" | "allowances" | "isFirst" | "currency" | "orderWaits"
>;

/** What there is to spend, and how to get more. */
function Standing({ balance, owed, allowances, isFirst, currency, orderWaits }: StandingProps) {
  const { credits, shop } = useWords();
  return (
    <>
      <p className="lead">{credits.balance(balance)}</p>
      {balance === 0 ? <p>{credits.none}</p> : <Buys balance={balance} />}
      {owed > 0 && <p className="notice owed">{shop.owed(owed)}</p>}
      {isFirst && <Packs currency={currency} orderWaits={orderWaits} />}
      <WayOn />
      <p className="hint">{credits.today(allowances)}</p>
    </>
  );
}
