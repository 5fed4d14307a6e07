import type { Offer } from "~/generations/offers.server";
import { useWords } from "~/words/words";
import { OrderButton } from "../form/order-button";

/** What can be done with a picture besides changing it by words: one button each, with its price. */
export function WorkOn({ offers }: { offers: Offer[] }) {
  const { picture } = useWords();
  if (offers.length === 0) return null;
  return (
    <section className="work-on" aria-labelledby="work-on">
      <h2 id="work-on">{picture.workOn}</h2>
      <div className="actions">
        {offers.map((offer) => (
          <OfferForm key={offer.id} offer={offer} />
        ))}
      </div>
    </section>
  );
}

function OfferForm({ offer: { id, what, which, price, ways, order } }: { offer: Offer }) {
  const { picture } = useWords();
  return (
    <OrderButton id={id} label={picture.offers[what](which)} price={price} order={order}>
      {ways.length > 0 && (
        <label className="ways">
          <span className="hidden">{picture.extendWhere}</span>
          <select name="outpaint" defaultValue={ways[0]}>
            {ways.map((way) => (
              <option key={way} value={way}>
                {picture.ways(way)}
              </option>
            ))}
          </select>
        </label>
      )}
    </OrderButton>
  );
}
