import { DEFAULT_MODEL, MODELS } from "~/models/models";
import { usualPrice } from "~/models/price";
import { useWords } from "~/words/words";

/** As many pictures as the balance is worth, with models that are cheap, good and the best. */
export function Buys({ balance }: { balance: number }) {
  const { credits } = useWords();
  const affordable = [DEFAULT_MODEL, MODELS.flux2, MODELS.flux2max]
    .map((model) => ({ model, price: usualPrice(model) }))
    .filter(({ price }) => price <= balance);
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
