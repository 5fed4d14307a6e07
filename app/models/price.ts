import { CREDIT_MICRO_DOLLARS, MARGIN_PERCENT } from "./limits";
import type { Model } from "./model";
import { type Amounts, priceAt, type Rates } from "./price-list";

/** What a bill depends on: how large the picture to come is, and how many are brought, of at most so many megapixels each. */
export type Bill = { size?: string | undefined; pictures: number; detail?: number | undefined };

/** What a model asks for, in millionths of a US dollar. */
export function ratesOf({ bills }: Model): Rates {
  const { run = 0, picture = 0, megapixelOut = 0, megapixelIn = 0 } = bills;
  return { fixed: run + picture, out: megapixelOut, each: megapixelIn };
}

/** What Replicate asks for one picture of an order, in millionths of a US dollar. */
export function microDollarsOf(model: Model, bill: Bill): number {
  return priceAt(ratesOf(model), amountsOf(model, bill));
}

/** What of an order a model's rates are multiplied with. */
export function amountsOf(model: Model, { size, pictures, detail }: Bill): Amounts {
  const each = detail ?? model.pictures?.megapixels ?? 1;
  return { megapixels: megapixelsOf(model, size), pictures, each };
}

/** How large a picture of the size is, of the usual one unless the model has it. */
export function megapixelsOf({ sizes }: Model, size: string | undefined): number {
  const known = sizes?.all.find(({ label }) => label === size) ?? sizes?.all.find(isUsual(sizes.usual));
  return known?.megapixels ?? 1;
}

const isUsual =
  (usual: string) =>
  ({ label }: { label: string }) =>
    label === usual;

/** What one picture of an order costs, in whole credits: Replicate's price and the margin, rounded up. */
export function priceOf(model: Model, bill: Bill): number {
  return Math.ceil(creditsFor(microDollarsOf(model, bill)));
}

/** Money with the margin on it, in credits and parts of them. */
export function creditsFor(microDollars: number): number {
  return (microDollars * (100 + MARGIN_PERCENT)) / (100 * CREDIT_MICRO_DOLLARS);
}

/** The price of a picture as the model gives it unless something is chosen: with one picture where it needs one. */
export function usualPrice(model: Model): number {
  return priceOf(model, { pictures: model.pictures?.isRequired ? 1 : 0 });
}
