import type { OrderValues } from "~/generations/order/order-values.server";
import type { FormErrors } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { DETAILS_MEGAPIXELS } from "~/models/limits";
import type { Model } from "~/models/model";
import { useWords } from "~/words/words";
import { Field } from "../../../form/form";
import { byValue, digitsOf } from "../digits";
import { priceAdded } from "../prices";
import { Choices } from "./choices";
import { Panel } from "./panel";
import { SaveInto } from "./save-into";

type AdvancedProps = {
  values: OrderValues;
  errors: FormErrors | undefined;
  pictures: number;
  /** The names of collections that are offered to save into. */
  offeredNames: string[];
};

const NAMES = ["seed", "guidance", "steps", "strength", "detail", "elaborate", "collection"] as const;

/** What few choose, of all models; what the chosen one takes is seen. */
export function AdvancedPanel({ values, errors, pictures, offeredNames }: AdvancedProps) {
  const { make } = useWords();
  const of = (name: (typeof NAMES)[number]) => ({ name, value: values[name], error: errors?.[name] });
  const isWrong = NAMES.some((name) => errors?.[name]);
  return (
    <Panel kind="advanced" label={make.advanced} isOpen={isWrong} chip={<span aria-hidden="true">⋯</span>}>
      <div className="stack">
        <NumberField
          {...of("seed")}
          label={make.seed}
          hints={byValue(
            ({ hasSeed, fastPath }) =>
              (hasSeed && (fastPath ? make.seedHintFastPath : make.seedHint)) || null,
          )}
          isWhole
        />
        <NumberField
          {...of("guidance")}
          label={make.guidance}
          hints={byValue(({ guidance }) => guidance && make.guidanceHint(guidance))}
        />
        <NumberField
          {...of("steps")}
          label={make.steps}
          hints={byValue(({ steps }) => steps && make.stepsHint(steps))}
          isWhole
        />
        <NumberField
          {...of("strength")}
          label={make.strength}
          hints={byValue(({ strength }) => strength && make.strengthHint(strength))}
        />
        <DetailChoice {...of("detail")} pictures={pictures} />
        <label className="check" data-of={digitsOf(({ elaborate }) => elaborate)}>
          <input type="checkbox" name="elaborate" value="1" defaultChecked={values.elaborate === "1"} />{" "}
          {make.elaborate}
        </label>
        <SaveInto {...of("collection")} offered={offeredNames} />
      </div>
    </Panel>
  );
}

type NumberFieldProps = {
  name: string;
  label: string;
  /** What is said of it, and to which models; the others do not have it. */
  hints: [hint: string, of: string | undefined][];
  value: string | undefined;
  error: Mistake | undefined;
  isWhole?: boolean;
};

function NumberField({ name, label, hints, value, error, isWhole = false }: NumberFieldProps) {
  const hint = hints.map(([text, of]) => (
    <span key={text} data-of={of}>
      {text}
    </span>
  ));
  const ofAll = hints.some(([, of]) => of === undefined);
  return (
    <div data-of={ofAll ? undefined : hints.map(([, of]) => of).join("")}>
      <Field name={name} label={label} hint={hint} error={error}>
        {(field) => (
          <input
            {...field}
            type="text"
            inputMode={isWhole ? "numeric" : "decimal"}
            autoComplete="off"
            defaultValue={value}
          />
        )}
      </Field>
    </div>
  );
}

type DetailProps = { value: string | undefined; error: Mistake | undefined; pictures: number };

/** How much of each picture that is brought the model sees, where it is paid by the megapixel. */
function DetailChoice({ value, error, pictures }: DetailProps) {
  const { make, credit } = useWords();
  const adds = (detail: number) => (model: Model) => model.bills.megapixelIn && priceAdded(model, detail);
  return (
    <Choices
      name="detail"
      legend={make.detail}
      values={DETAILS_MEGAPIXELS.map(String)}
      chosen={detailIn(value)}
      error={error}
      of={digitsOf(({ bills }) => bills.megapixelIn)}
      attributes={(detail) => ({ "data-detail": detail })}
    >
      {(detail) => (
        <>
          {make.megapixels(Number(detail))}
          {pictures === 0 &&
            byValue(adds(Number(detail))).map(([credits, of]) => (
              <span key={credits} className="hint" data-of={of}>
                {make.each(credit(credits))}
              </span>
            ))}
        </>
      )}
    </Choices>
  );
}

/** The detail that is offered; anything else is the usual one. */
export function detailIn(chosen: string | undefined): string {
  return DETAILS_MEGAPIXELS.map(String).find((known) => known === chosen) ?? String(DETAILS_MEGAPIXELS[0]);
}
