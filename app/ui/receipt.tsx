import type { CreditEntries } from "~/platform/schema";
import { credits } from "./credits";
import { entryText, signed } from "./ledger-words";
import { reason } from "./reasons";
import { When } from "./when";

type ReceiptProps = {
  entries: { id: string; kind: CreditEntries["kind"]; amount: number; created_at: string }[];
  isFromCache: boolean;
  errorCode: string | null;
  isOpen: boolean;
};

/** What a generation cost and what came back, in the ledger's words, with the reason. */
export function Receipt({ entries, isFromCache, errorCode, isOpen }: ReceiptProps) {
  const cost = -entries.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <section className="receipt" aria-labelledby="receipt">
      <h2 id="receipt">Receipt</h2>
      {isFromCache && <p>Free: the same order had this picture already.</p>}
      {entries.length > 0 && (
        <ul>
          {entries.map(({ id, kind, amount, created_at }) => (
            <li key={id}>
              <span>
                {entryText(kind)}
                {kind === "refund" && <span className="hint"> {reason(errorCode)}</span>}
              </span>
              <span>{signed(amount)}</span>
              <When at={created_at} />
            </li>
          ))}
        </ul>
      )}
      {!isOpen && <p>{cost === 0 ? "It cost you nothing." : `It cost you ${credits(cost)}.`}</p>}
    </section>
  );
}
