import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { allowancesOf } from "~/credits/allowances.server";
import { type LedgerEntry, ledgerPage } from "~/credits/statement.server";
import { found } from "~/http/found.server";
import { DEFAULT_MODEL } from "~/models/models";
import { usualPrice } from "~/models/price";
import { addressOf } from "~/platform/address.server";
import { readCursor } from "~/platform/cursor.server";
import { services } from "~/services.server";
import type { PageHandle } from "~/ui/page/page-handle";
import { Pager } from "~/ui/page/pager";
import { When } from "~/ui/page/when";
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

export default function Credits() {
  const { credits, signed, number } = useWords();
  const { entries, older, isFirst, balance, allowances } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>{credits.title}</h1>
      <p className="lead">{credits.balance(balance)}</p>
      <p>{balance === 0 ? credits.none : credits.prices(usualPrice(DEFAULT_MODEL))}</p>
      <p className="hint">{credits.today(allowances)}</p>
      {entries.length > 0 && (
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">{credits.date}</th>
              <th scope="col">{credits.whatFor}</th>
              <th scope="col">{credits.amount}</th>
              <th scope="col">{credits.balanceAfter}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <When at={entry.created_at} />
                </td>
                <td>
                  <span className="what-for">
                    <WhatFor entry={entry} />
                  </span>
                </td>
                <td>{signed(entry.amount)}</td>
                <td>{number(entry.balance_after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pager older={older} isFirst={isFirst} />
    </>
  );
}

function WhatFor({ entry }: { entry: LedgerEntry }) {
  const { credits } = useWords();
  const kind = credits.kinds[entry.kind];
  if (entry.generation_id) {
    const link = <Link to={`/generations/${entry.generation_id}`}>{entry.prompt}</Link>;
    const kept = Object.entries(credits.kept).find(([code]) => code === entry.error_code)?.[1];
    if (!kept) return credits.forPicture(kind, link);
    return (
      <>
        {credits.forPicture(kind, link)} <span className="hint">{kept}</span>
      </>
    );
  }
  // An entry of these kinds had a generation, which is deleted since.
  const hadPicture = entry.kind === "generation" || entry.kind === "refund";
  return hadPicture ? credits.forPicture(kind, credits.deletedPicture) : kind;
}
