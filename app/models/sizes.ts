import type { Model, Size } from "./model";
import { PROMPTED } from "./models";

/** Every size that a model of the form gives, by its label, the smallest first. */
export const ALL_SIZES: readonly Size[] = [
  ...new Map(
    PROMPTED.flatMap(({ sizes }) => sizes?.all ?? []).map((size) => [size.label, size] as const),
  ).values(),
].sort((a, b) => a.megapixels - b.megapixels);

/** The size of a model that is nearest to the one of that label, whichever model's it is; undefined where it has none. */
export function sizeLike({ sizes }: Model, label: string): Size | undefined {
  const own = sizes?.all.find((size) => size.label === label);
  const wanted = ALL_SIZES.find((size) => size.label === label);
  if (own || !wanted) return own;
  const distance = ({ megapixels }: Size) => Math.abs(Math.log(megapixels / wanted.megapixels));
  return sizes?.all.reduce((best, size) => (distance(size) < distance(best) ? size : best));
}
