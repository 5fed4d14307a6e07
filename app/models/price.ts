import { CREDIT_MICRO_DOLLARS, MARGIN_PERCENT } from "./limits";
import type { Model } from "./model";

/** What a bill depends on: how large the picture to come is, and how many are brought, of at most so many megapixels each. */
export type Bill = { size?: string | undefined; pictures: number; detail?: number | undefined };

/** What a model asks for, in millionths of a US dollar: for a picture, and more for each megapixel that comes out of it and goes in. */
export type Rates = { fixed: number; out: number; each: number };

export function ratesOf({ bills }: Model): Rates {
  const { run = 0, picture = 0, megapixelOut = 0, megapixelIn = 0 } = bills;
  return { fixed: run + picture, out: megapixelOut, each: megapixelIn };
}

/** What Replicate asks for one picture of an order, in millionths of a US dollar. */
export function microDollarsOf(model: Model, { size, pictures, detail }: Bill): number {
  const each = detail ?? model.pictures?.megapixels ?? 1;
  return microDollarsAt(ratesOf(model), { megapixels: megapixelsOf(model, size), pictures, each });
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

/** `each`: the megapixels of each picture that is brought. */
export type Amounts = { megapixels: number; pictures: number; each: number };

function microDollarsAt(rates: Rates, { megapixels, pictures, each }: Amounts): number {
  return rates.fixed + rates.out * Math.ceil(megapixels) + rates.each * Math.ceil(each) * pictures;
}

/** What one picture of an order costs, in whole credits: Replicate's price and the margin, rounded up. */
export function priceOf(model: Model, bill: Bill): number {
  return inCredits(microDollarsOf(model, bill));
}

/** The same for a form in a browser, which has a model's rates and not the model. */
export function priceAt(rates: Rates, amounts: Amounts): number {
  return inCredits(microDollarsAt(rates, amounts));
}

function inCredits(microDollars: number): number {
  return Math.ceil((microDollars * (100 + MARGIN_PERCENT)) / (100 * CREDIT_MICRO_DOLLARS));
}

/** The price of a picture as the model gives it unless something is chosen: with one picture where it needs one. */
export function usualPrice(model: Model): number {
  return priceOf(model, { pictures: model.pictures?.isRequired ? 1 : 0 });
}
