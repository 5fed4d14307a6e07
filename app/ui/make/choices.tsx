import type { ReactNode } from "react";
import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";

type ChoicesProps<Value extends string> = {
  name: string;
  legend: ReactNode;
  values: readonly Value[];
  chosen: Value | undefined;
  error?: Mistake | undefined;
  children: (value: Value) => ReactNode;
};

/** A choice of one from a few values, as radio buttons that look like tiles. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { name, legend, values, chosen, error, children } = props;
  const { mistakes } = useWords();
  return (
    <fieldset className="choices-of" aria-describedby={error && `${name}-error`}>
      <legend>{legend}</legend>
      {error && (
        <p className="error" id={`${name}-error`}>
          {mistakes[error]}
        </p>
      )}
      <Tiles name={name} values={values} chosen={chosen} hasName>
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
  children: (value: Value) => ReactNode;
};

export function Tiles<Value extends string>({ name, values, chosen, hasName, children }: TilesProps<Value>) {
  return (
    <div className={`choices choices-${name}`}>
      {values.map((value, index) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            id={hasName && index === 0 ? name : undefined}
            value={value}
            defaultChecked={value === chosen}
          />
          {children(value)}
        </label>
      ))}
    </div>
  );
}
