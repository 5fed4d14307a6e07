import type { Mistake } from "~/http/mistakes";
import { MOST_AT_ONCE } from "~/models/limits";
import type { Model } from "~/models/model";
import { megapixelsOf, priceOf } from "~/models/price";
import { type Ratio, SAME_RATIO, sizeOf } from "~/models/ratios";
import { useWords } from "~/words/words";
import { Choices } from "./choices";

type ChoiceProps = { model: Model; chosen: string | undefined; error: Mistake | undefined };

/** The choice of a ratio, since each model has ratios of its own. */
export function RatioChoice({ model, chosen, hasPicture, error }: ChoiceProps & { hasPicture: boolean }) {
  const { make } = useWords();
  const usual = hasPicture && model.ratios.includes(SAME_RATIO) ? SAME_RATIO : model.ratios[0];
  if (usual === undefined) return null;
  return (
    <Choices
      name="ratio"
      legend={make.ratio}
      values={model.ratios}
      chosen={model.ratios.find((known) => known === chosen) ?? usual}
      error={error}
    >
      {(value) => (
        <>
          <Shape ratio={value} />
          {value === SAME_RATIO ? make.sameRatio : value}
        </>
      )}
    </Choices>
  );
}

/** A small rectangle in the form of the ratio; all of them have about the same area. */
function Shape({ ratio }: { ratio: Ratio }) {
  const [width, height] = sizeOf(ratio).map((side) => side / 64) as [number, number];
  return (
    <svg viewBox="0 0 26 26" width="26" height="26" aria-hidden="true">
      <rect
        x={(26 - width) / 2}
        y={(26 - height) / 2}
        width={width}
        height={height}
        rx="1.5"
        strokeDasharray={ratio === SAME_RATIO ? "3 2" : undefined}
      />
    </svg>
  );
}

/** The choice of a size; where larger ones cost more, each says what a picture of it costs. */
export function SizeChoice({ model, chosen, error }: ChoiceProps) {
  const { make, credit } = useWords();
  const { sizes } = model;
  if (!sizes) return null;
  const price = (size: string) => priceOf(model, { size, pictures: 0 });
  const labels = sizes.all.map(({ label }) => label);
  const isPricedBySize = new Set(labels.map(price)).size > 1;
  return (
    <Choices
      name="size"
      legend={make.size}
      values={labels}
      chosen={labels.find((label) => label === chosen) ?? sizes.usual}
      error={error}
      attributes={(label) => ({ "data-megapixels": megapixelsOf(model, label) })}
    >
      {(label) => (
        <>
          {make.sizeNamed(label)}
          {isPricedBySize && <span className="hint">{credit(price(label))}</span>}
        </>
      )}
    </Choices>
  );
}

export function CountChoice({ chosen, error }: Omit<ChoiceProps, "model">) {
  const { make } = useWords();
  const counts = Array.from({ length: MOST_AT_ONCE }, (_, index) => String(index + 1));
  const count = counts.find((known) => known === chosen) ?? "1";
  return (
    <Choices name="count" legend={make.count} values={counts} chosen={count} error={error}>
      {(value) => value}
    </Choices>
  );
}
