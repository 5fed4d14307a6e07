import { modelById } from "~/models/models";
import { type Generation, modelInput } from "./generation.server";

type OrderColumns = Pick<Generation, "model" | "prompt" | "input" | "seed" | "seed_is_fixed" | "input_id">;

/** The form's fields that order this generation once more, as its visitor filled them in. */
export function sameOrder(generation: OrderColumns): Record<string, string> {
  const { model, prompt, seed, seed_is_fixed, input_id } = generation;
  const { aspect_ratio, guidance, num_inference_steps, prompt_upsampling } = modelInput(generation);
  const fields = {
    model: modelById(model)?.key,
    prompt,
    ratio: aspect_ratio,
    guidance: guidance?.toString(),
    steps: num_inference_steps?.toString(),
    elaborate: prompt_upsampling ? "1" : undefined,
    input: input_id,
    seed: seed_is_fixed ? String(seed) : undefined,
  };
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => Boolean(field[1])),
  );
}
