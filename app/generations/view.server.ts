import { choicesIn } from "~/models/model-input.server";
import { DEFAULT_MODEL, modelById, PROMPTED } from "~/models/models";
import { priceOf } from "~/models/price";
import { DEFAULT_RATIO, type Ratio, sizeOf } from "~/models/ratios";
import type { BroughtOne } from "~/pictures/signed/address.server";
import { modelInput } from "./generation.server";
import { sameOrder } from "./order/same-order.server";
import { inputsOf, type OwnGeneration } from "./own-generation.server";

/** A generation as its own page shows it. */
export type GenerationView = {
  id: string;
  order_id: string | null;
  prompt: string;
  model: string;
  ratio: Ratio | null;
  /** The picture's size in pixels; before there is one, the size that it will have. */
  size: readonly [width: number, height: number];
  /** The picture's average colour, where it is known. */
  color: string | null;
  /** Null where the model has none. */
  seed: number | null;
  /** Whether ordering it again with the same seed gives the same picture. */
  isExact: boolean;
  error_code: string | null;
  image_id: string | null;
  /** The pictures that were brought, in their order. */
  inputs: BroughtOne[];
  /** The id of the first of them. */
  input_id: string | null;
  parent_id: string | null;
  isFromCache: boolean;
  /** Whether it can be ordered again in words; what was done to a picture is done again from its page. */
  isPrompted: boolean;
  /** Whether parts of the picture may be transparent. */
  hasAlpha: boolean;
  created_at: string;
  /** The form's fields with which the same picture is ordered again. */
  order: [name: string, value: string][];
  /** The price of ordering it again, in credits. */
  cost: number;
};

export function viewOf(generation: OwnGeneration): GenerationView {
  const { id, order_id, prompt, model, seed, error_code, image_id, input_id, parent_id } = generation;
  const { cached_from, created_at } = generation;
  const order = sameOrder(generation);
  const known = modelById(model);
  const { ratio, size } = choicesIn(known, modelInput(generation));
  const inputs = inputsOf(generation);
  return {
    ...{ id, order_id, prompt, model, error_code, image_id, inputs, input_id, parent_id, created_at, order },
    seed: known?.hasSeed === false ? null : seed,
    cost: priceOf(known ?? DEFAULT_MODEL, {
      size: size ?? undefined,
      pictures: inputs.length,
      detail: generation.input_megapixels ?? undefined,
    }),
    ratio: ratio ?? null,
    color: generation.average_color,
    size:
      generation.width && generation.height
        ? [generation.width, generation.height]
        : sizeOf(ratio ?? DEFAULT_RATIO),
    isFromCache: cached_from !== null,
    isPrompted: !known || PROMPTED.includes(known),
    hasAlpha: known?.givesAlpha ?? false,
    isExact: generation.seed_is_fixed === 1 || !known?.fastPath,
  };
}
