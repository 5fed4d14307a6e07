import * as z from "zod";
import { type FormErrors, type Parsed, parse, says, ticked } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { DETAILS_MEGAPIXELS, HIGHEST_SEED, LONGEST_PROMPT, MOST_AT_ONCE } from "~/models/limits";
import type { Model, Range } from "~/models/model";
import { DEFAULT_MODEL, MODEL_KEYS, type ModelKey, modelOf } from "~/models/models";
import { priceOf, usualPrice } from "~/models/price";
import { ALL_RATIOS, SAME_RATIO } from "~/models/ratios";
import type { Input } from "~/pictures/brought/input.server";
import { isUuid } from "~/platform/ids.server";
import { isInHan } from "~/platform/text/han";
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
const OrderForm = z.object({
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
  ratio: z.enum(ALL_RATIOS, says("ratio_unknown")).optional(),
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
  /** Whether the visitor was told that the model does not read the language of the prompt. */
  unread: ticked,
  /** The price of one picture that the visitor was shown, in credits; they never pay more. Without it, the usual model's. */
  price: z
    .string()
    .optional()
    .transform((text) => (text === undefined ? usualPrice(DEFAULT_MODEL) : (wholeNumberIn(text) ?? 0))),
});

type Form = z.output<typeof OrderForm>;

/** An order without mistakes. `cost` is what one of its pictures costs, in credits; `pictures` what is brought to it. */
export type Order = Omit<Form, "ratio" | "detail"> & {
  ratio: Form["ratio"] | null;
  detail: number | null;
  pictures: Input[];
  cost: number;
};

/** The order that a form makes together with the pictures that came with it. */
export function parseOrder(form: FormData, brought: Input[]): Parsed<Order> {
  const read = parse(OrderForm, form);
  if (!read.ok) return read;
  const { model } = read.value;
  const pictures = model.pictures ? brought : [];
  const detail = model.bills.megapixelIn && read.value.detail ? Number(read.value.detail) : null;
  const cost = priceOf(model, {
    size: read.value.size ?? undefined,
    pictures: pictures.length,
    detail: detail ?? undefined,
  });
  // A model without ratios of its own takes that of the picture.
  const ratio = model.ratios.length > 0 ? (read.value.ratio ?? null) : null;
  const order = { ...read.value, ratio, detail, pictures, cost };
  const errors = mistakesIn(order);
  return Object.keys(errors).length === 0
    ? { ok: true, value: order }
    : { ok: false, errors, values: orderValues(form) };
}

/** What of an order does not fit its model. */
function mistakesIn(order: Order): FormErrors {
  const { model, ratio, size, outpaint, pictures, cost, price, prompt, unread } = order;
  const errors: FormErrors = {};
  const say = (field: string, mistake: Mistake) => {
    errors[field] ??= mistake;
  };
  if (!model.isOffered) say("model", "model_unknown");
  if (model.ratios.length > 0 && !ratio) say("ratio", "ratio_unknown");
  if (ratio && !model.ratios.includes(ratio)) say("ratio", "ratio_not_of_model");
  if (ratio === SAME_RATIO && pictures.length === 0) say("ratio", "ratio_needs_picture");
  if (size && model.sizes && !model.sizes.all.some(({ label }) => label === size))
    say("size", "size_not_of_model");
  if (model.outpaint && !model.outpaint.all.some((way) => way === outpaint))
    say("outpaint", "outpaint_missing");
  if (order.detail !== null && !DETAILS_MEGAPIXELS.some((known) => known === order.detail))
    say("detail", "detail_unknown");
  for (const [name, mistake] of NUMBERS) {
    const [range, value] = [rangeOf(model, name), order[name]];
    if (range && value !== null && !(value >= range.lowest && value <= range.highest)) say(name, mistake);
    if (name === "steps" && range && value !== null && !Number.isInteger(value)) say(name, mistake);
  }
  if (model.pictures?.isRequired && pictures.length === 0) say("picture", "picture_missing");
  if (model.pictures && pictures.length > model.pictures.most) say("picture", "pictures_too_many_for_model");
  if (price < cost) say("price", "price_rose");
  if (model.hasPrompt && !model.readsChinese && isInHan(prompt) && !unread) say("prompt", "prompt_not_read");
  return errors;
}

const NUMBERS = [
  ["guidance", "guidance_range"],
  ["steps", "steps_range"],
  ["strength", "strength_range"],
] as const;

function rangeOf(model: Model, name: "guidance" | "steps" | "strength"): Omit<Range, "usual"> | undefined {
  return name === "strength" ? model.strength && { lowest: 0, highest: 1 } : model[name];
}

const SHOWN_AGAIN = [
  ...["model", "prompt", "ratio", "size", "detail", "count", "seed"],
  ...["guidance", "steps", "strength", "elaborate", "outpaint", "parent"],
] as const;

/** The fields of an order as they were typed and chosen. */
export type OrderValues = Partial<Record<(typeof SHOWN_AGAIN)[number], string>>;

/** What was typed and chosen, from a form or from a URL, as it is to be shown again. */
export function orderValues(fields: FormData | URLSearchParams): OrderValues {
  const texts = SHOWN_AGAIN.map((name) => [name, fields.get(name)] as const).filter(
    (pair): pair is readonly [(typeof SHOWN_AGAIN)[number], string] =>
      typeof pair[1] === "string" && pair[1] !== "",
  );
  return Object.fromEntries(texts);
}
