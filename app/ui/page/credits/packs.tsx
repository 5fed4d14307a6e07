import { uuidv7 } from "uuidv7";
import { DEFAULT_MODEL } from "~/models/models";
import { usualPrice } from "~/models/price";
import { CURRENCIES, type Currency, OFFERED_PACKS } from "~/purchases/packs";
import { useWords } from "~/words/words";
import { FormToken } from "../../form/form-token";
import { useRootData } from "../root-data";

type PacksProps = {
  currency: Currency;
  /** Whether an order for a picture waits for the credits. */
  orderWaits: boolean;
};

/** What is sold, each pack with its price and what it makes, and a button. Nothing where nothing is sold. */
export function Packs({ currency, orderWaits }: PacksProps) {
  const { shop, between, credit, money } = useWords();
  const known = useRootData();
  if (!known?.hasShop) return null;
  const price = usualPrice(DEFAULT_MODEL);
  return (
    <section aria-labelledby="packs" className="shop">
      <h2 id="packs">{shop.title}</h2>
      {orderWaits && (
        <p className="notice" id="order-waits">
          {shop.orderWaits}
        </p>
      )}
      <ul className="packs">
        {OFFERED_PACKS.map(({ key, credits, prices }) => (
          <li key={key}>
            <h3>{credit(credits)}</h3>
            <p className="price">{money(prices[currency], currency)}</p>
            <p className="hint">{shop.makes(Math.floor(credits / price), DEFAULT_MODEL.name)}</p>
            <form method="post" action="/purchases">
              <input type="hidden" name="id" value={uuidv7()} />
              <input type="hidden" name="pack" value={key} />
              <input type="hidden" name="currency" value={currency} />
              {orderWaits && <input type="hidden" name="order_waits" value="1" />}
              <button type="submit" className="primary">
                {shop.buy(credits)}
              </button>
              <FormToken />
            </form>
          </li>
        ))}
      </ul>
      <p className="currencies">
        {shop.pricesIn}
        {between}
        {CURRENCIES.map((each) => (
          <a
            key={each}
            href={`/credits?${new URLSearchParams({ currency: each, ...(orderWaits && { order: "kept" }) })}`}
            aria-current={each === currency ? "true" : undefined}
          >
            {shop.currencies[each]}
          </a>
        ))}
      </p>
      <p className="hint">
        {known.isDemo && shop.play + between}
        {shop.plusTax}
      </p>
    </section>
  );
}
