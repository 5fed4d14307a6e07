import type { OrderValues } from "~/generations/order/order-values.server";
import type { FormErrors } from "~/http/forms.server";
import type { Model } from "~/models/model";
import { PROMPTED } from "~/models/models";
import { priceOf } from "~/models/price";
import { DEFAULT_RATIO, nearestRatio, RATIOS, type Ratio, sizeOf } from "~/models/ratios";
import { ALL_SIZES } from "~/models/sizes";
import { useWords } from "~/words/words";
import { byValue, digitsOf, sizeDigit } from "../digits";
import { Choices } from "./choices";
import { Panel } from "./panel";

type ShapePanelProps = { values: OrderValues; errors: FormErrors | undefined; isPictured: boolean };

/** Stands for the picture's own ratio, or for a square without a picture: what it is then called is not offered twice. */
const AUTO = "";
const CHOICES: readonly (Ratio | typeof AUTO)[] = [AUTO, ...RATIOS];

/** The choice of a ratio and of a size, of all that models have; those of the chosen model are seen. */
export function ShapePanel({ values, errors, isPictured }: ShapePanelProps) {
  const { make } = useWords();
  const chosen = RATIOS.find((known) => known === values.ratio);
  const ratio = chosen === DEFAULT_RATIO && !isPictured ? undefined : chosen;
  const isOpen = errors?.ratio !== undefined || errors?.size !== undefined;
  return (
    <Panel kind="shape" label={make.ratio} isOpen={isOpen} chip={<ChosenRatio chosen={ratio} />}>
      <Choices
        name="ratio"
        legend={make.ratio}
        values={CHOICES}
        chosen={ratio ?? AUTO}
        error={errors?.ratio}
        ofValue={(value) => (value ? digitsOf(({ ratios }) => ratios.includes(value)) : undefined)}
        isDrawn
      >
        {(value) => value || <AutoRatio />}
      </Choices>
      <SizeChoice chosen={values.size} errors={errors} />
      <p className="hint">{make.nearestRatio}</p>
    </Panel>
  );
}

function ChosenRatio({ chosen }: { chosen: Ratio | undefined }) {
  return (
    <>
      <span data-ratio="" data-now={chosen === undefined ? "" : undefined}>
        <AutoRatio />
      </span>
      {RATIOS.map((ratio) => (
        <span key={ratio} data-ratio={ratio} data-now={ratio === chosen ? "" : undefined}>
          <Made ratio={ratio} />
        </span>
      ))}
    </>
  );
}

function AutoRatio() {
  const { make } = useWords();
  return (
    <>
      <span className="unless-pictured">{DEFAULT_RATIO}</span>
      <span className="if-pictured">{make.sameRatio}</span>
    </>
  );
}

/** The ratio that comes of a chosen one: with a model that lacks it, the nearest that it has. */
function Made({ ratio }: { ratio: Ratio }) {
  const made = byValue(({ ratios }) => nearestRatio(...sizeOf(ratio), ratios));
  return made.map(([nearest, of]) =>
    of ? (
      <span key={nearest} data-of={of}>
        {nearest}
      </span>
    ) : (
      nearest
    ),
  );
}

const has = (label: string) => (model: Model) =>
  model.sizes?.usual !== label && model.sizes?.all.some((size) => size.label === label);

/** The sizes that are the usual one of no model alone; the usual one is a choice of its own. */
const SIZES = ALL_SIZES.filter(({ label }) => PROMPTED.some(has(label)));

/** The choice of a size; where larger ones cost more, each says what a picture of it costs. */
function SizeChoice({ chosen, errors }: { chosen: string | undefined; errors: FormErrors | undefined }) {
  const { make } = useWords();
  const labels = ["", ...SIZES.map(({ label }) => label)];
  return (
    <Choices
      name="size"
      legend={make.size}
      values={labels}
      chosen={labels.find((label) => label === chosen) ?? ""}
      error={errors?.size}
      of={digitsOf(({ sizes }) => sizes)}
      ofValue={(label) => (label ? digitsOf(has(label)) : undefined)}
      attributes={(label) => ({
        "data-size": sizeDigit(label),
        "data-megapixels": SIZES.find((size) => size.label === label)?.megapixels,
      })}
    >
      {(label) => (
        <>
          {label
            ? make.sizeNamed(label)
            : byValue(({ sizes }) => sizes?.usual).map(([usual, of]) => (
                <span key={usual} data-of={of}>
                  {make.sizeNamed(usual)}
                </span>
              ))}
          <SizePrices label={label} />
        </>
      )}
    </Choices>
  );
}

function SizePrices({ label }: { label: string }) {
  const { credit } = useWords();
  const price = (model: Model) => {
    const { sizes } = model;
    const of = (size: string | undefined) => priceOf(model, { size, pictures: 0 });
    const isPricedBySize = new Set(sizes?.all.map(({ label }) => of(label))).size > 1;
    return isPricedBySize && (label === "" || has(label)(model)) ? of(label || undefined) : null;
  };
  return byValue(price).map(([credits, of]) => (
    <span key={credits} className="hint" data-of={of}>
      {credit(credits)}
    </span>
  ));
}
