import type { Model } from "~/models/model";
import { cheapestWithPictures, DEFAULT_MODEL } from "~/models/models";
import { priceOf } from "~/models/price";
import { nearestRatio, type Ratio, SAME_RATIO, sizeOf } from "~/models/ratios";
import { sizeLike } from "~/models/sizes";
import type { Input } from "~/pictures/brought/input.server";
import type { OrderFields } from "./order-fields.server";

/**
 * What the composer sent, with choices that its model has: without scripts one may choose another model and see nothing
 * of its own choices. Pictures that are brought are for a model that takes so many, and none for one that needs none.
 */
export function fitted(fields: OrderFields, brought: Input[]): OrderFields {
  const model = modelFor(fields.model, brought.length);
  return {
    ...fields,
    model,
    ratio: ratioFor(model, fields.ratio || undefined, brought[0]),
    size: fields.size && (sizeLike(model, fields.size)?.label ?? null),
  };
}

/** The chosen model, or one in its place that the form has told of, and which never costs more than the button said. */
function modelFor(chosen: Model, pictures: number): Model {
  if (pictures === 0) return chosen.pictures?.isRequired ? DEFAULT_MODEL : chosen;
  if (!chosen.pictures) return cheapestWithPictures();
  const { most } = chosen.pictures;
  if (pictures <= most) return chosen;
  const other = cheapestWithPictures(pictures);
  return priceOf(other, { pictures }) <= priceOf(chosen, { pictures: most }) ? other : chosen;
}

function ratioFor(model: Model, chosen: Ratio | undefined, brought: Input | undefined): Ratio | undefined {
  const { ratios } = model;
  const wanted = chosen ?? (brought ? SAME_RATIO : ratios.find((ratio) => ratio !== SAME_RATIO));
  if (!wanted) return undefined;
  if (wanted !== SAME_RATIO)
    return ratios.includes(wanted) ? wanted : nearestRatio(...sizeOf(wanted), ratios);
  if (!brought) return ratios.find((ratio) => ratio !== SAME_RATIO);
  return ratios.includes(SAME_RATIO) ? SAME_RATIO : nearestRatio(brought.width, brought.height, ratios);
}
