import type { PurchasePage } from "~/purchases/receipt.server";
import { useWords } from "~/words/words";
import { useRootData } from "../root-data";
import { When } from "../when";
import { Bill } from "./bill";

type PaidProps = { page: PurchasePage };

/** What was bought, from whom, when and for how much, and what of it went back: as most places want it of a receipt. */
export function PurchaseReceipt({ page }: PaidProps) {
  const { shop, money } = useWords();
  const user = useRootData()?.user;
  const { purchase, reversals, seller } = page;
  const { currency, credits, number, paid_at } = purchase;
  const [total, tax] = [purchase.total ?? 0, purchase.tax ?? 0];
  return (
    <>
      <dl className="particulars">
        <dt>{shop.number}</dt>
        <dd>{shop.numbered(number ?? 0)}</dd>
        <dt>{shop.date}</dt>
        <dd>{paid_at && <When at={paid_at} />}</dd>
        <dt>{shop.seller}</dt>
        <dd className="as-written" dir="auto">
          {[seller.name, seller.address].filter(Boolean).join("\n")}
        </dd>
        {seller.taxId && (
          <>
            <dt>{shop.taxId}</dt>
            <dd>{seller.taxId}</dd>
          </>
        )}
        <dt>{shop.buyer}</dt>
        <dd>{user?.email}</dd>
        <dt>{shop.order}</dt>
        <dd>{purchase.id}</dd>
      </dl>
      <Bill {...{ credits, currency, tax, total }} totalIs={shop.total}>
        {reversals.length > 0 &&
          reversals.map((reversal) => (
            <tr key={reversal.id}>
              <td>
                {shop.went(reversal.kind)} <When at={reversal.created_at} />
                <p className="hint">
                  {reversal.reinstated_at ? (
                    <>
                      {shop.cameBack} <When at={reversal.reinstated_at} />
                    </>
                  ) : (
                    shop.taken(reversal.asked)
                  )}
                </p>
              </td>
              <td>{money(reversal.reinstated_at ? 0 : -reversal.amount, currency)}</td>
            </tr>
          ))}
      </Bill>
      {purchase.is_managed === 1 && <p>{shop.managed}</p>}
      {page.isPlay && <p className="hint">{shop.playReceipt}</p>}
    </>
  );
}
