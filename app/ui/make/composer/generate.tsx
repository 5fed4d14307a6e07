import { MOST_AT_ONCE } from "~/models/limits";
import { useWords } from "~/words/words";
import { numberOf } from "./numbers";
import { type Chosen, pricesOf } from "./prices";

/** The button that orders, with the price: of all that the form may come to, the stylesheet shows the one for what is chosen. */
export function Generate({ chosen, count }: { chosen: Chosen; count: number }) {
  const { make, credit } = useWords();
  const number = String(numberOf(chosen.model));
  const prices = pricesOf(chosen.pictures);
  const now = prices.find(
    ({ of, sizes, details }) =>
      of.split(" ").includes(number) && includes(sizes, chosen.size) && includes(details, chosen.detail),
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

const includes = (numbers: string | undefined, value: number) =>
  numbers === undefined || numbers.split(" ").includes(String(value));

/** What so many credits a picture come to for each number of pictures; the unit is said once where all have the same. */
function Totals({ credits, count }: { credits: number; count: number }) {
  const { credit } = useWords();
  const totals = COUNTS.map((times) => ({ times, ...partsOf(credit(credits * times)) }));
  const unit = totals.every((total) => total.unit === totals[0]?.unit) ? totals[0]?.unit : null;
  return (
    <>
      {totals.map(({ times, number, unit: own }) => (
        <span key={times} data-count={times} data-now={times === count ? "" : undefined}>
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
