import type { LedgerEntry } from "~/credits/statement.server";
import { entryName } from "~/words/entry-name";
import { useWords } from "~/words/words";
import { When } from "../when";

/** The ledger's entries as a table, newest first. */
export function Statement({ entries }: { entries: LedgerEntry[] }) {
  const { credits, signed, number } = useWords();
  return (
    <table className="records ledger">
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
  );
}

function WhatFor({ entry }: { entry: LedgerEntry }) {
  const words = useWords();
  const { credits } = words;
  const kind = entryName(words, entry);
  if (entry.generation_id) {
    const page = `/generations/${entry.generation_id}`;
    if (entry.deleted_at) return credits.forPicture(kind, <a href={page}>{credits.deletedPicture}</a>);
    const link = (
      <a href={page} dir="auto">
        {entry.prompt}
      </a>
    );
    const kept = Object.entries(credits.kept).find(([code]) => code === entry.error_code)?.[1];
    if (!kept) return credits.forPicture(kind, link);
    return (
      <>
        {credits.forPicture(kind, link)} <span className="hint">{kept}</span>
      </>
    );
  }
  if (entry.purchase_id) return <a href={`/purchases/${entry.purchase_id}`}>{kind}</a>;
  // An entry of these kinds had a generation, which was deleted for good since.
  const hadPicture = entry.kind === "generation" || entry.kind === "refund";
  return hadPicture ? credits.forPicture(kind, credits.deletedPicture) : kind;
}
