import type { ReceiptLine } from "~/credits/statement.server";
import { isCreditKept, reasonOf } from "~/models/reasons";
import { useWords } from "~/words/words";
import { When } from "../page/when";

type ReceiptProps = {
  entries: ReceiptLine[];
  isFromCache: boolean;
  errorCode: string | null;
  isOpen: boolean;
};

/** Shows what a generation cost and what was refunded, as the ledger's entries say it, with the reason. */
export function Receipt({ entries, isFromCache, errorCode, isOpen }: ReceiptProps) {
  const { picture, credits, signed } = useWords();
  const cost = -entries.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <section className="receipt" aria-labelledby="receipt">
      <h2 id="receipt">{picture.receipt}</h2>
      {isFromCache && <p>{picture.free}</p>}
      {entries.length > 0 && (
        <ul>
          {entries.map(({ id, kind, amount, created_at }) => (
            <li key={id}>
              <span>
                {credits.kinds[kind]}
                {(kind === "refund" || isCreditKept(errorCode)) && (
                  <span className="hint"> {picture.reasons[reasonOf(errorCode)]}</span>
                )}
              </span>
              <span>{signed(amount)}</span>
              <When at={created_at} />
            </li>
          ))}
        </ul>
      )}
      {!isOpen && <p>{cost === 0 ? picture.costNothing : picture.cost(cost)}</p>}
    </section>
  );
}
