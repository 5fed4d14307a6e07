import type { Offer } from "~/generations/offers.server";
import { MAKE_ACTION, PRESSED } from "~/http/wire";
import { useWords } from "~/words/words";
import { FormToken } from "../form/form-token";
import { OrderButton } from "../form/order-button";

/** What can be done with a picture besides changing it by words: one button each, with its price. */
export function WorkOn({ offers }: { offers: Offer[] }) {
  const { picture } = useWords();
  if (offers.length === 0) return null;
  const [atOnce, withWays] = [
    offers.filter(({ ways }) => ways.length === 0),
    offers.filter(({ ways }) => ways.length > 0),
  ];
  return (
    <section className="work-on" aria-labelledby="work-on">
      <h2 id="work-on">{picture.workOn}</h2>
      <OfferButtons offers={atOnce} />
      {withWays.map((offer) => (
        <OfferWithWays key={offer.id} offer={offer} />
      ))}
    </section>
  );
}

/** One form for all of them, which has what their orders share; the pressed button adds the rest, an id of its own too. */
function OfferButtons({ offers }: { offers: Offer[] }) {
  const { picture, credit } = useWords();
  const isShared = ([name, value]: [string, string]) =>
    offers.every(({ order }) => order.some(([other, its]) => other === name && its === value));
  const shared = offers[0]?.order.filter(isShared) ?? [];
  return (
    <form method="post" action={MAKE_ACTION} className="actions" data-in-place>
      <input type="hidden" name="fresh" value="1" />
      <input type="hidden" name="unread" value="1" />
      {shared.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {offers.map((offer) => (
        <button key={offer.id} type="submit" name={PRESSED} value={addedBy(offer, isShared)}>
          {picture.offers[offer.what](offer.which)} · {credit(offer.price)}
        </button>
      ))}
      <FormToken />
    </form>
  );
}

function addedBy({ id, order, price }: Offer, isShared: (field: [string, string]) => boolean): string {
  const own = order.filter((field) => !isShared(field));
  return new URLSearchParams([["id", id], ...own, ["price", String(price)]]).toString();
}

function OfferWithWays({ offer: { id, what, which, price, ways, order } }: { offer: Offer }) {
  const { picture } = useWords();
  return (
    <OrderButton id={id} label={picture.offers[what](which)} price={price} order={order}>
      <label>
        <span className="hidden">{picture.extendWhere}</span>
        <select name="outpaint" defaultValue={ways[0]}>
          {ways.map((way) => (
            <option key={way} value={way}>
              {picture.ways(way)}
            </option>
          ))}
        </select>
      </label>
    </OrderButton>
  );
}
