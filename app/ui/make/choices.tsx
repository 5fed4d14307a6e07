import type { ReactNode } from "react";
import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";

type AttributesOf<Value> = (value: Value) => Record<`data-${string}`, number | undefined>;

type ChoicesProps<Value extends string> = {
  name: string;
  legend: ReactNode;
  values: readonly Value[];
  chosen: Value | undefined;
  error?: Mistake | undefined;
  /** What else is said of a value, for scripts. */
  attributes?: AttributesOf<Value>;
  children: (value: Value) => ReactNode;
};

/** A choice of one from a few values, as radio buttons that look like tiles. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, legend, values, chosen, error, attributes, children } = props;
  const { mistakes } = useWords();
  return (
    <fieldset className="choices-of" aria-describedby={error && `${name}-error`}>
      <legend>{legend}</legend>
      {error && (
        <p className="error" id={`${name}-error`}>
          {mistakes[error]}
        </p>
      )}
      <Tiles name={name} values={values} chosen={chosen} attributes={attributes} hasName>
        {children}
      </Tiles>
    </fieldset>
  );
}

type TilesProps<Value extends string> = {
  name: string;
  values: readonly Value[];
  chosen: Value | undefined;
  /** Whether the first of them is what a link to the field leads to. */
  hasName: boolean;
  attributes?: AttributesOf<Value> | undefined;
  children: (value: Value) => ReactNode;
};

export function Tiles<Value extends string>(props: TilesProps<Value>) {
  const { name, values, chosen, hasName, attributes, children } = props;
  return (
    <div className={`choices choices-${name}`}>
      {values.map((value, index) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            // A name of its own each, so that a choice keeps the focus when the form is made anew around it.
            id={hasName && index === 0 ? name : `${name}-${value.replace(/\W/g, "-")}`}
            value={value}
            defaultChecked={value === chosen}
            {...attributes?.(value)}
          />
          {children(value)}
        </label>
      ))}
    </div>
  );
}
