import { modelById, type Ratio, sizeOf } from "~/models/models";
import { modelInput } from "./generation.server";
import type { OwnGeneration } from "./own-generation.server";
import { sameOrder } from "./same-order.server";

/** A generation as its own page shows it. */
export type GenerationView = {
  id: string;
  order_id: string | null;
  prompt: string;
  model: string;
  ratio: Ratio;
  /** The picture's size in pixels; before there is one, the size that it will have. */
  size: readonly [width: number, height: number];
  seed: number;
  /** Whether ordering it again with the same seed gives the same picture. */
  isExact: boolean;
  error_code: string | null;
  image_id: string | null;
  input_id: string | null;
  isFromCache: boolean;
  created_at: string;
  /** The form's fields with which the same picture is ordered again. */
  order: Record<string, string>;
};

export function viewOf(generation: OwnGeneration): GenerationView {
  const { id, order_id, prompt, model, seed, error_code, image_id, input_id, cached_from, created_at } =
    generation;
  const order = sameOrder(generation);
  const ratio = modelInput(generation).aspect_ratio;
  return {
    ...{ id, order_id, prompt, model, seed, error_code, image_id, input_id, created_at, order },
    ratio,
    size: generation.width && generation.height ? [generation.width, generation.height] : sizeOf(ratio),
    isFromCache: cached_from !== null,
    isExact: generation.seed_is_fixed === 1 || !modelById(model)?.hasFastPath,
  };
}
