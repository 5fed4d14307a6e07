import { GUIDANCE, STEPS } from "./limits";
import type { ModelKey, Ratio } from "./models";

/** The visitor's choices in an order that may be passed on to a model. */
export type Choices = {
  ratio: Ratio;
  seed: number | null;
  guidance: number | null;
  steps: number | null;
  elaborate: boolean;
};

/**
 * What a model is given beside prompt, seed and picture. Safety and everything that changes the cost are decided in this
 * module, never by the form.
 */
export type ModelInput = {
  aspect_ratio: Ratio;
  guidance?: number;
  num_inference_steps?: number;
  prompt_upsampling?: boolean;
};

export const MODEL_INPUTS: Record<ModelKey, (choices: Choices) => ModelInput> = {
  schnell: ({ ratio, seed }) => ({ aspect_ratio: ratio, ...OPEN_WEIGHTS, go_fast: isFast(seed) }),
  dev: ({ ratio, seed, guidance, steps }) => ({
    aspect_ratio: ratio,
    ...OPEN_WEIGHTS,
    guidance: guidance ?? GUIDANCE.usual,
    num_inference_steps: steps ?? STEPS.usual,
    go_fast: isFast(seed),
  }),
  pro: ({ ratio, elaborate }) => ({
    aspect_ratio: ratio,
    ...WEBP,
    safety_tolerance: STRICTEST_USUAL,
    prompt_upsampling: elaborate,
  }),
  // Kontext gives no WebP, and a PNG would have ten times the bytes.
  kontext: ({ ratio }) => ({ aspect_ratio: ratio, output_format: "jpg", safety_tolerance: STRICTEST_USUAL }),
  flux2: ({ ratio }) => ({
    aspect_ratio: ratio,
    ...WEBP,
    resolution: "1 MP",
    safety_tolerance: STRICTEST_USUAL,
  }),
};

const WEBP = { output_format: "webp", output_quality: 80 };
const OPEN_WEIGHTS = { ...WEBP, num_outputs: 1, megapixels: "1", disable_safety_checker: false };
/** The `safety_tolerance`: Replicate's default for text, and the most that Kontext allows with a picture. */
const STRICTEST_USUAL = 2;

/** Whether Replicate's fast path is taken: never with a fixed seed, for which it gives another picture each time. */
const isFast = (seed: number | null) => seed === null;

/** The pictures to be changed, by their addresses, under the name by which the model takes them. */
export function pictureInput(model: ModelKey, urls: string[]): Record<string, unknown> {
  if (urls.length === 0) return {};
  return model === "flux2" ? { input_images: urls } : { input_image: urls[0] };
}
