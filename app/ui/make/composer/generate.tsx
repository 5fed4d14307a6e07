import { MOST_AT_ONCE } from "~/models/limits";
import { useWords } from "~/words/words";
import { digitOf } from "./digits";
import { type Chosen, pricesOf } from "./prices";

/** The button that orders, with the price: of all that the form may come to, the stylesheet shows the one for what is chosen. */
export function Generate({ chosen, count }: { chosen: Chosen; count: number }) {
  const { make, credit } = useWords();
  const digit = digitOf(chosen.model);
  const prices = pricesOf(chosen.pictures);
  const now = prices.find(
    ({ of, sizes, details }) =>
      of.includes(digit) && isAmong(sizes, chosen.size) && isAmong(details, chosen.detail),
  );
  return (
    <button
      type="submit"
      className="primary generate"
      data-busy={make.generating}
      data-credit={credit(1)}
      data-credits={credit(2)}
    >
      <span>{make.generate}</span> <span>·</span>{" "}
      <span className="price">
        {prices.map((price) => (
          <span
            key={`${price.of} ${price.sizes} ${price.details}`}
            data-of={price.of}
            data-sizes={price.sizes}
            data-details={price.details}
            data-now={price === now ? "" : undefined}
          >
            <Totals credits={price.credits} count={count} />
          </span>
        ))}
      </span>
    </button>
  );
}

const COUNTS = Array.from({ length: MOST_AT_ONCE }, (_, index) => index + 1);

const isAmong = (digits: string | undefined, digit: string) => digits === undefined || digits.includes(digit);

/** What so many credits a picture come to for one picture, two and so on; the unit is said once where all have the same. */
function Totals({ credits, count }: { credits: number; count: number }) {
  const { credit } = useWords();
  const totals = COUNTS.map((times) => ({ times, ...partsOf(credit(credits * times)) }));
  const unit = totals.every((total) => total.unit === totals[0]?.unit) ? totals[0]?.unit : null;
  return (
    <>
      {totals.map(({ times, number, unit: own }) => (
        <span key={times} data-now={times === count ? "" : undefined}>
          {number}
          {!unit && <span className="unit">{own}</span>}
        </span>
      ))}
      {unit && <span className="unit">{unit}</span>}
    </>
  );
}

/** An amount, and its unit, which is heard, and seen where there is room for it. */
function partsOf(text: string) {
  const [, number, unit] = /^([\d\s,.]*\d)(.*)$/.exec(text) ?? ["", text, ""];
  return { number, unit };
}
