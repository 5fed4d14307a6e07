import type { Model } from "~/models/model";
import { cheapestWithPictures } from "~/models/models";
import { nearestRatio, type Ratio, SAME_RATIO, sizeOf } from "~/models/ratios";
import { sizeLike } from "~/models/sizes";
import type { Input } from "~/pictures/brought/input.server";
import type { OrderFields } from "./order-fields.server";

/**
 * What the composer sent, with choices that its model has: without scripts one may choose another model and see nothing
 * of its own choices. A picture that is brought is for a model that takes one.
 */
export function fitted(fields: OrderFields, brought: Input[]): OrderFields {
  const isForAnother = brought.length > 0 && !fields.model.pictures;
  const model = isForAnother ? cheapestWithPictures() : fields.model;
  return {
    ...fields,
    model,
    ratio: ratioFor(model, fields.ratio || undefined, brought[0]),
    size: fields.size && (sizeLike(model, fields.size)?.label ?? null),
  };
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
