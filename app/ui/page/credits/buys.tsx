import { TELLING } from "~/models/models";
import { usualPrice } from "~/models/price";
import { useWords } from "~/words/words";

/** As many pictures as the balance is worth, with each of a few models. */
export function Buys({ balance }: { balance: number }) {
  const { credits } = useWords();
  const affordable = TELLING.map((model) => ({ model, price: usualPrice(model) })).filter(
    ({ price }) => price <= balance,
  );
  return (
    <>
      <p>{credits.buys}</p>
      <ul>
        {affordable.map(({ model, price }) => (
          <li key={model.key}>{credits.buysWith(Math.floor(balance / price), model.name, price)}</li>
        ))}
      </ul>
    </>
  );
}
