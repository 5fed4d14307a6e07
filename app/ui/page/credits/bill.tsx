import type { ReactNode } from "react";
import { useWords } from "~/words/words";

type BillProps = {
  credits: number;
  currency: string;
  /** In the smallest unit of the currency; the tax is a part of the total. */
  tax: number;
  total: number;
  /** What the sum is called. */
  totalIs: string;
  /** Rows below the sum: what of it went back. */
  children?: ReactNode;
};

/** What is paid for some credits: net, tax and all of it. */
export function Bill({ credits, currency, tax, total, totalIs, children }: BillProps) {
  const { shop, money } = useWords();
  return (
    <table className="bill">
      <thead>
        <tr>
          <th scope="col">{shop.item}</th>
          <th scope="col">{shop.net}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{shop.product(credits)}</td>
          <td>{money(total - tax, currency)}</td>
        </tr>
        <tr>
          <td>{shop.tax}</td>
          <td>{money(tax, currency)}</td>
        </tr>
      </tbody>
      <tbody className="sum">
        <tr>
          <th scope="row">{totalIs}</th>
          <td>{money(total, currency)}</td>
        </tr>
      </tbody>
      {children && <tbody>{children}</tbody>}
    </table>
  );
}
