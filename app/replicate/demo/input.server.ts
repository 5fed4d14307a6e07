import type { SizeFields } from "./sizes.server";

/** An input as far as the stand-in reads it: the fields of all models together. */
export type Input = SizeFields & {
  prompt?: string;
  seed?: number;
  image?: string;
  input_image?: string;
  image_prompt?: string;
  images?: string[];
  input_images?: string[];
  image_input?: string[];
  prompt_strength?: number;
  strength?: number;
  scale?: number;
  outpaint?: string;
  preserve_partial_alpha?: boolean;
  threshold?: number;
  output_format?: string;
  format?: string;
  output_quality?: number;
};

const USUAL_STRENGTH = 0.8;
const COLOURS = /\b(style|colou?rs?|palette|mood|tones?)\b|风格|颜色|色调|配色/i;

/** Whether the words ask for further pictures' colours and manner instead of what they show. */
export const takesColours = ({ prompt = "" }: Input): boolean => COLOURS.test(prompt);

/** The addresses of all pictures that an input brings; the first is the one that is worked on. */
export function addressesIn({
  image,
  input_image,
  image_prompt,
  images,
  input_images,
  image_input,
}: Input): string[] {
  const one = image ?? input_image ?? image_prompt;
  return one === undefined ? (images ?? input_images ?? image_input ?? []) : [one];
}

/** How much of a picture is made anew by a model that starts from it; undefined for one that changes it as it is told. */
export function strengthIn({ image, image_prompt, prompt_strength, strength }: Input): number | undefined {
  if (image !== undefined) return prompt_strength ?? strength ?? USUAL_STRENGTH;
  return image_prompt === undefined ? undefined : USUAL_STRENGTH;
}
