import type { OrderValues } from "~/generations/order/order.server";
import type { FormErrors } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { DETAILS_MEGAPIXELS } from "~/models/limits";
import type { Model } from "~/models/model";
import { useWords } from "~/words/words";
import { Field } from "../form/form";
import { Choices } from "./choices";

type MoreProps = { model: Model; values: OrderValues; errors: FormErrors | undefined };

const NAMES = ["seed", "guidance", "steps", "strength", "detail", "elaborate"] as const;

/** What radio buttons say although nobody chose. */
const USUAL: Partial<Record<(typeof NAMES)[number], string>> = { detail: "1" };

/** What few choose, folded: open when something in it was chosen or is wrong. */
export function More({ model, values, errors }: MoreProps) {
  const isUsed = NAMES.some((name) => (values[name] && values[name] !== USUAL[name]) || errors?.[name]);
  const { make } = useWords();
  const { guidance, steps, strength, elaborate, fastPath } = model;
  const of = (name: (typeof NAMES)[number]) => ({ name, value: values[name], error: errors?.[name] });
  return (
    <details open={isUsed}>
      <summary>{make.more}</summary>
      <div className="stack">
        {model.hasSeed && (
          <NumberField
            {...of("seed")}
            label={make.seed}
            hint={fastPath ? make.seedHintFastPath : make.seedHint}
            isWhole
          />
        )}
        {guidance && (
          <NumberField {...of("guidance")} label={make.guidance} hint={make.guidanceHint(guidance)} />
        )}
        {steps && <NumberField {...of("steps")} label={make.steps} hint={make.stepsHint(steps)} isWhole />}
        {strength && (
          <NumberField {...of("strength")} label={make.strength} hint={make.strengthHint(strength)} />
        )}
        {model.bills.megapixelIn && <DetailChoice {...of("detail")} chosen={values.detail} />}
        {elaborate && (
          <label className="check">
            <input type="checkbox" name="elaborate" value="1" defaultChecked={values.elaborate === "1"} />{" "}
            {make.elaborate}
          </label>
        )}
      </div>
    </details>
  );
}

type NumberFieldProps = {
  name: string;
  label: string;
  hint: string;
  value: string | undefined;
  error: Mistake | undefined;
  isWhole?: boolean;
};

function NumberField({ name, label, hint, value, error, isWhole = false }: NumberFieldProps) {
  return (
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
  );
}

/** How much of each picture that is brought the model sees; it is paid by the megapixel. */
function DetailChoice({ chosen, error }: { chosen: string | undefined; error: Mistake | undefined }) {
  const { make } = useWords();
  const values = DETAILS_MEGAPIXELS.map(String);
  return (
    <Choices
      name="detail"
      legend={make.detail}
      values={values}
      chosen={values.find((value) => value === chosen) ?? "1"}
      error={error}
    >
      {(value) => make.megapixels(Number(value))}
    </Choices>
  );
}
