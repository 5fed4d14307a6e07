import { CREDIT_MICRO_DOLLARS, MARGIN_PERCENT } from "./limits";
import type { Model } from "./model";

/** What a bill depends on: how large the picture to come is, and how many are brought, of at most so many megapixels each. */
export type Bill = { size?: string | undefined; pictures: number; detail?: number | undefined };

/** What Replicate asks for one picture of an order, in millionths of a US dollar. */
export function microDollarsOf({ bills, sizes, pictures }: Model, bill: Bill): number {
  const { run = 0, picture = 0, megapixelOut = 0, megapixelIn = 0 } = bills;
  const size = sizes?.all.find(({ label }) => label === bill.size) ?? sizes?.all.find(isUsual(sizes.usual));
  const out = Math.ceil(size?.megapixels ?? 1);
  const each = Math.ceil(bill.detail ?? pictures?.megapixels ?? 1);
  return run + picture + megapixelOut * out + megapixelIn * each * bill.pictures;
}

const isUsual =
  (usual: string) =>
  ({ label }: { label: string }) =>
    label === usual;

/** What one picture of an order costs, in whole credits: Replicate's price and the margin, rounded up. */
export function priceOf(model: Model, bill: Bill): number {
  return Math.ceil((microDollarsOf(model, bill) * (100 + MARGIN_PERCENT)) / (100 * CREDIT_MICRO_DOLLARS));
}

/** The price of a picture as the model gives it unless something is chosen: with one picture where it needs one. */
export function usualPrice(model: Model): number {
  return priceOf(model, { pictures: model.pictures?.isRequired ? 1 : 0 });
}
