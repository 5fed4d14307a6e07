import type { Model } from "~/models/model";
import { PROMPTED } from "~/models/models";
import { ALL_SIZES } from "~/models/sizes";

/** One digit each, up to `z`, so that a few of them are a short word, of which the stylesheet asks what is in it. */
const DIGITS = 36;

/**
 * The stylesheet shows what belongs to the choices that are made, and knows models and sizes by digits only: what
 * is marked with `data-of` is seen when one of its models is chosen. A size of 0 is the model's usual one.
 */
export function digitOf(model: Model): string {
  return (PROMPTED.indexOf(model) + 1).toString(DIGITS);
}

/** The value of `data-of` for what belongs to some models; undefined for what belongs to all. */
export function digitsOf(has: (model: Model) => unknown): string | undefined {
  const models = PROMPTED.filter(has);
  return models.length === PROMPTED.length ? undefined : models.map(digitOf).join("");
}

export function sizeDigit(label: string | undefined): string {
  return (ALL_SIZES.findIndex((size) => size.label === label) + 1).toString(DIGITS);
}

/** Values that differ between models, each once, with the models that have it. */
export function byValue<Value extends string | number>(
  of: (model: Model) => Value | null | undefined,
): [Value, of: string | undefined][] {
  const values = PROMPTED.map(of).filter((value) => value !== null && value !== undefined);
  return [...new Set(values)].map((value) => [value, digitsOf((model) => of(model) === value)]);
}
