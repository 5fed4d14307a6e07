import * as z from "zod";
import { optionalName } from "~/history/collections/name.server";
import { says, ticked } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { HIGHEST_SEED, LONGEST_PROMPT, MOST_AT_ONCE } from "~/models/limits";
import { DEFAULT_MODEL, MODEL_KEYS, type ModelKey, modelOf } from "~/models/models";
import { ALL_RATIOS } from "~/models/ratios";
import { isUuid } from "~/platform/ids.server";
import { decimalIn, wholeNumberIn } from "~/platform/text/numbers";
import { lengthOf, trimmed } from "~/platform/text/text.server";

type Within = { lowest: number; highest: number };

/** A whole number that was typed; null when nothing was. */
const wholeNumber = (mistake: Mistake, range: Within) => number(wholeNumberIn, mistake, range);
/** A number whose range is the model's; NaN for what is none. */
const decimal = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text ? (decimalIn(text) ?? Number.NaN) : null));
/** One of a few values that the model names. */
const choice = z
  .string()
  .optional()
  .transform((text) => text || null);

/** A number within a range. Spaces around it are nobody's mistake: they come along when it is pasted. */
function number(read: (text: string) => number | null, mistake: Mistake, { lowest, highest }: Within) {
  return z
    .string()
    .trim()
    .optional()
    .transform((text) => (text ? (read(text) ?? Number.NaN) : null))
    .refine((value) => value === null || (value >= lowest && value <= highest), says(mistake));
}

/** A text with line ends as one character, as the visitor counts them, and a space for what controls a terminal. */
function withoutControlCharacters(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n]/gu, " ");
}

/** The forms that order pictures, but for the pictures that may come with them. */
export const OrderForm = z.object({
  /** The form's own id, which becomes the generation's, so that a form sent twice is one generation. */
  id: z.string(says("incomplete")).refine(isUuid, says("incomplete")),
  model: z
    .enum(MODEL_KEYS, says("model_unknown"))
    .default(DEFAULT_MODEL.key as ModelKey)
    .transform(modelOf),
  prompt: z
    .string(says("prompt_empty"))
    .transform(withoutControlCharacters)
    .transform(trimmed)
    .refine((text) => text !== "", says("prompt_empty"))
    .refine((text) => lengthOf(text) <= LONGEST_PROMPT, says("prompt_too_long")),
  /** Empty, it is the picture's own, or the model's usual one. */
  ratio: z.enum(["", ...ALL_RATIOS], says("ratio_unknown")).optional(),
  /** The size of the picture to come, by its label. */
  size: choice,
  /** The megapixels to which each picture that is brought is made small, where the model is paid by them. */
  detail: choice,
  /** The seed that the visitor chose; null leaves the choice to us. */
  seed: wholeNumber("seed_range", { lowest: 0, highest: HIGHEST_SEED }),
  /** How many pictures are ordered. */
  count: wholeNumber("count_range", { lowest: 1, highest: MOST_AT_ONCE }).transform((count) => count ?? 1),
  guidance: decimal,
  steps: decimal,
  strength: decimal,
  elaborate: ticked,
  outpaint: choice,
  /** The generation whose picture is worked on, for the page that shows what was made of it. */
  parent: z
    .string()
    .optional()
    .transform((id) => (id && isUuid(id) ? id : null)),
  /** The generation whose picture the form stood under: what is ordered there is another picture than that one. */
  under: z
    .string()
    .optional()
    .transform((id) => (id && isUuid(id) ? id : null)),
  /** Whether a new picture is wanted even if the same order has one already. */
  fresh: ticked,
  /** The name of the collection into which the pictures go, one that is there or a new one. */
  collection: optionalName,
  /** Whether the visitor was told that the model does not read the language of the prompt. */
  unread: ticked,
  /**
   * Whether the form is the composer, which shows the choices of all models at once: those that the chosen one does not
   * have become the nearest that it has.
   */
  composed: ticked,
  /** What the visitor was shown of prices: that of one picture in credits, or the composer's list of all of them. */
  price: z.string().optional(),
});

/** What a form says before it is known whether that fits its model. */
export type OrderFields = z.output<typeof OrderForm>;
