import { DETAILS_MEGAPIXELS } from "~/models/limits";
import type { Model } from "~/models/model";
import { cheapestWithPictures, PROMPTED } from "~/models/models";
import { creditsFor, priceOf, ratesOf } from "~/models/price";
import { priceList } from "~/models/price-list";
import { ALL_SIZES, sizeLike } from "~/models/sizes";
import { digitOf, sizeDigit } from "./digits";

/** What the price on the button depends on, but for how many pictures are ordered. */
export type Chosen = { model: Model; size: string; detail: string; pictures: number };

/** A price of one picture, and the digits of its choices; without sizes or details it is that of all of them. */
export type Price = { credits: number; of: string; sizes: string | undefined; details: string | undefined };

/** Every price that the form may come to while so many pictures are brought. */
export function pricesOf(pictures: number): Price[] {
  const prices = PROMPTED.flatMap((model) =>
    detailsOf(model, pictures).flatMap((detail) => bySize(model, pictures, detail)),
  );
  const same = ({ credits, sizes, details }: Price) => [credits, sizes, details].join();
  const groups = grouped(prices, same);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, of: group.map(({ of }) => of).join("") }] : [];
  });
}

/** The details that change what an order costs; null where none does. */
function detailsOf(chosen: Model, pictures: number): (number | null)[] {
  return pictures > 0 && madeBy(chosen, pictures).bills.megapixelIn ? [...DETAILS_MEGAPIXELS] : [null];
}

function bySize(model: Model, pictures: number, detail: number | null): Price[] {
  const labels = [undefined, ...ALL_SIZES.map(({ label }) => label)];
  const sizes = grouped(labels, (label) => priceFor(model, { label, pictures, detail }));
  return [...sizes].map(([credits, labels]) => ({
    credits,
    of: digitOf(model),
    sizes: sizes.size > 1 ? labels.map(sizeDigit).join("") : undefined,
    details: detail === null ? undefined : String(detail),
  }));
}

type Wanted = { label: string | undefined; pictures: number; detail: number | null };

function grouped<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The model that makes it in the end: what is brought is for one that takes pictures. */
function madeBy(chosen: Model, pictures: number): Model {
  return pictures > 0 && !chosen.pictures ? cheapestWithPictures() : chosen;
}

/** What one picture costs, by the model that makes it in the end. */
function priceFor(chosen: Model, { label, pictures, detail }: Wanted): number {
  const model = madeBy(chosen, pictures);
  return priceOf(model, {
    size: label && sizeLike(model, label)?.label,
    pictures: pictures === 0 && model.pictures?.isRequired ? 1 : pictures,
    detail: detail ?? undefined,
  });
}

/** The most that a picture which is brought adds to the price, seen in so many megapixels. */
export function priceAdded({ bills: { megapixelIn = 0 } }: Model, detail: number): number {
  return Math.ceil(creditsFor(megapixelIn * detail));
}

/** The prices of all that the form offers, as it carries them. */
export const PRICES = priceList(
  PROMPTED.map((model) => {
    const { fixed, out, each } = ratesOf(model);
    return [model.key, { fixed: creditsFor(fixed), out: creditsFor(out), each: creditsFor(each) }];
  }),
);
