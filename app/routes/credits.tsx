import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { requireUser } from "~/accounts/gate.server";
import { type LedgerEntry, ledgerPage } from "~/credits/entries.server";
import { readCursor } from "~/platform/pages.server";
import { services } from "~/platform/services.server";
import { credits } from "~/ui/credits";
import { entryText, isForPicture, signed } from "~/ui/ledger-words";
import { Pager } from "~/ui/pager";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Credits · Flux AI" }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const user = await requireUser(request, context);
  const cursor = readCursor(request);
  return {
    ...(await ledgerPage(services(context), user, cursor)),
    isFirst: cursor === null,
    balance: user.credits,
  };
}

export default function Credits() {
  const { entries, older, isFirst, balance } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Credits</h1>
      <p className="balance">You have {credits(balance)}. A picture costs 1; one that fails costs nothing.</p>
      {entries.length > 0 && (
        <table className="ledger">
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">What for</th>
              <th scope="col">Amount</th>
              <th scope="col">Balance after</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td>
                  <When at={entry.created_at} />
                </td>
                <td>
                  <WhatFor entry={entry} />
                </td>
                <td>{signed(entry.amount)}</td>
                <td>{entry.balance_after.toLocaleString("en")}</td>
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
  if (!entry.generation_id) {
    return isForPicture(entry.kind) ? `${entryText(entry.kind)}: deleted picture` : entryText(entry.kind);
  }
  return (
    <>
      {entryText(entry.kind)}: <Link to={`/generations/${entry.generation_id}`}>{entry.prompt}</Link>
    </>
  );
}
