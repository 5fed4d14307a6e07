import type { ReactNode } from "react";
import type { Mistake } from "~/http/mistakes";
import { useWords } from "~/words/words";

type AttributesOf<Value> = (value: Value) => Record<`data-${string}`, string | number | undefined>;

type ChoicesProps<Value extends string> = {
  name: string;
  legend: ReactNode;
  error?: Mistake | undefined;
  /** The models that have any of it. */
  of?: string | undefined;
} & Omit<TilesProps<Value>, "hasName">;

/** A choice of one from a few values, as radio buttons that look like tiles. */
export function Choices<Value extends string>({ legend, error, of, ...tiles }: ChoicesProps<Value>) {
  const { mistakes } = useWords();
  const { name } = tiles;
  return (
    <fieldset aria-describedby={error && `${name}-error`} data-of={of}>
      <legend>{legend}</legend>
      {error && (
        <p className="error" id={`${name}-error`}>
          {mistakes[error]}
        </p>
      )}
      <Tiles {...tiles} hasName />
    </fieldset>
  );
}

type TilesProps<Value extends string> = {
  name: string;
  values: readonly Value[];
  chosen: Value | undefined;
  /** Whether the first of them is what a link to the field leads to. */
  hasName: boolean;
  /** The models that have a value; undefined for all. */
  ofValue?: (value: Value) => string | undefined;
  /** Whether each is a ratio, of which the stylesheet draws a small rectangle. */
  isDrawn?: boolean;
  /** What else is said of a value, for the stylesheet and for scripts. */
  attributes?: AttributesOf<Value>;
  children: (value: Value) => ReactNode;
};

export function Tiles<Value extends string>(props: TilesProps<Value>) {
  const { name, values, chosen, hasName, ofValue, isDrawn, attributes, children } = props;
  return (
    <div className={`choices choices-${name}`}>
      {values.map((value, index) => (
        <label key={value} data-of={ofValue?.(value)} data-ratio={isDrawn ? value : undefined}>
          <input
            type="radio"
            name={name}
            id={hasName && index === 0 ? name : undefined}
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
