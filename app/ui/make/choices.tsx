import type { ChangeEvent, ReactNode } from "react";
import type { Mistake } from "~/http/mistakes";
import { MOST_AT_ONCE } from "~/models/limits";
import {
  DEFAULT_RATIO,
  MODEL_KEYS,
  MODELS,
  type Model,
  type ModelKey,
  type Ratio,
  SAME_RATIO,
  sizeOf,
} from "~/models/models";
import { useWords } from "~/words/words";

type ChoicesProps<Value extends string> = {
  name: string;
  legend: string;
  values: readonly Value[];
  chosen: Value;
  error?: Mistake | undefined;
  onChoose?: (value: Value) => void;
  children: (value: Value) => ReactNode;
};

/** A choice of one from a few values, as radio buttons that look like tiles. */
function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, legend, values, chosen, error, onChoose, children } = props;
  const { mistakes } = useWords();
  return (
    <fieldset className="choices-of" aria-describedby={error && `${name}-error`}>
      <legend>{legend}</legend>
      {error && (
        <p className="error" id={`${name}-error`}>
          {mistakes[error]}
        </p>
      )}
      <div className={`choices choices-${name}`}>
        {values.map((value, index) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              id={index === 0 ? name : undefined}
              value={value}
              defaultChecked={value === chosen}
              onChange={
                onChoose &&
                ((event: ChangeEvent<HTMLInputElement>) => event.target.checked && onChoose(value))
              }
            />
            {children(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type ModelChoiceProps = { chosen: Model; error: Mistake | undefined; onChoose: (key: ModelKey) => void };

export function ModelChoice({ chosen, error, onChoose }: ModelChoiceProps) {
  const { make, credit } = useWords();
  return (
    <div className="model-choice">
      <Choices
        name="model"
        legend={make.model}
        values={MODEL_KEYS}
        chosen={chosen.key}
        error={error}
        onChoose={onChoose}
      >
        {(key) => (
          <>
            {MODELS[key].name}
            <span className="hint">{credit(MODELS[key].price)}</span>
          </>
        )}
      </Choices>
      <p className="hint">{make.aboutModel(chosen)}</p>
      <noscript>
        {/* Enter in a field presses the form's first button: it must be the one that generates. */}
        <button type="submit" className="hidden" tabIndex={-1} aria-hidden="true">
          {make.generate}
        </button>
        <button type="submit" name="do" value="show_model" formNoValidate>
          {make.showModel}
        </button>
      </noscript>
    </div>
  );
}

type RatioChoiceProps = {
  model: Model;
  chosen: string | undefined;
  error: Mistake | undefined;
  onChoose: (ratio: Ratio) => void;
};

/** The choice of a ratio, made anew when the model changes, since each model has ratios of its own. */
export function RatioChoice({ model, chosen, error, onChoose }: RatioChoiceProps) {
  const { make } = useWords();
  const ratio = model.ratios.find((known) => known === chosen) ?? model.ratios[0] ?? DEFAULT_RATIO;
  return (
    <Choices
      key={model.key}
      name="ratio"
      legend={make.ratio}
      values={model.ratios}
      chosen={ratio}
      error={error}
      onChoose={onChoose}
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

export function CountChoice({ chosen, error }: { chosen: string | undefined; error: Mistake | undefined }) {
  const { make } = useWords();
  const counts = Array.from({ length: MOST_AT_ONCE }, (_, index) => String(index + 1));
  const count = counts.find((known) => known === chosen) ?? "1";
  return (
    <Choices name="count" legend={make.count} values={counts} chosen={count} error={error}>
      {(value) => value}
    </Choices>
  );
}
