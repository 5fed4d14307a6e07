import { createHash, randomInt } from "node:crypto";
import * as z from "zod";
import { type Parsed, parse, says, ticked } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { GUIDANCE, HIGHEST_SEED, LONGEST_PROMPT, MOST_AT_ONCE, STEPS } from "~/models/limits";
import { MODEL_INPUTS } from "~/models/model-input.server";
import { ALL_RATIOS, DEFAULT_MODEL, MODEL_KEYS, MODELS } from "~/models/models";
import type { Input } from "~/pictures/brought/input.server";
import { isUuid } from "~/platform/ids.server";
import { decimalIn, wholeNumberIn } from "~/platform/text/numbers";
import { lengthOf, trimmed } from "~/platform/text/text.server";

/** The form of the page where pictures are made, but for the picture that may come with it. */
const OrderForm = z
  .object({
    /** The form's own id, which becomes the generation's, so that a form sent twice is one generation. */
    id: z.string(says("incomplete")).refine(isUuid, says("incomplete")),
    model: z
      .enum(MODEL_KEYS, says("model_unknown"))
      .default(DEFAULT_MODEL.key)
      .transform((key) => MODELS[key]),
    prompt: z
      .string(says("prompt_empty"))
      .transform(withoutControlCharacters)
      .transform(trimmed)
      .refine((text) => text !== "", says("prompt_empty"))
      .refine((text) => lengthOf(text) <= LONGEST_PROMPT, says("prompt_too_long")),
    ratio: z.enum(ALL_RATIOS, says("ratio_unknown")),
    /** The seed that the visitor chose; null leaves the choice to us. */
    seed: wholeNumber("seed_range", { lowest: 0, highest: HIGHEST_SEED }),
    /** How many pictures are ordered. */
    count: wholeNumber("count_range", { lowest: 1, highest: MOST_AT_ONCE }).transform((count) => count ?? 1),
    guidance: decimal("guidance_range", GUIDANCE),
    steps: wholeNumber("steps_range", STEPS),
    elaborate: ticked,
    /** Whether a new picture is wanted even if the same order has one already. */
    fresh: ticked,
    /** The price of one picture that the visitor was shown, in credits; they never pay more. Without it, the usual model's. */
    price: z
      .string()
      .optional()
      .transform((text) => (text === undefined ? DEFAULT_MODEL.price : (wholeNumberIn(text) ?? 0))),
  })
  .superRefine(({ model, ratio, price }, context) => {
    const say = (field: string, mistake: Mistake) =>
      context.addIssue({ code: "custom", path: [field], message: mistake });
    if (!model.ratios.includes(ratio)) say("ratio", "ratio_not_of_model");
    if (price < model.price) say("price", "price_rose");
  });

/** `picture`: what the model is to change. */
export type Order = z.output<typeof OrderForm> & { picture: Input | null };

/** The order that a form makes together with the picture that came with it. */
export function parseOrder(form: FormData, picture: Input | null): Parsed<Order> {
  const order = parse(OrderForm, form);
  if (!order.ok) return order;
  const { model } = order.value;
  if (model.picture === "required" && !picture) {
    return { ok: false, errors: { picture: "picture_missing" }, values: orderValues(form) };
  }
  return { ok: true, value: { ...order.value, picture: model.picture === "none" ? null : picture } };
}

const SHOWN_AGAIN = ["model", "prompt", "ratio", "count", "seed", "guidance", "steps", "elaborate"] as const;

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

/** The columns that an order fills for its picture number `index`, from 0. */
export function orderColumns(order: Order, index = 0) {
  const { model, prompt, picture } = order;
  const seed = order.seed === null ? null : (order.seed + index) % (HIGHEST_SEED + 1);
  const input = JSON.stringify(MODEL_INPUTS[model.key]({ ...order, seed }));
  return {
    prompt,
    model: model.id,
    input,
    input_id: picture?.id ?? null,
    input_hash: createHash("sha256")
      .update(JSON.stringify([model.id, prompt, input, seed, picture?.sha256 ?? null]))
      .digest("base64url"),
    seed: seed ?? randomInt(0, HIGHEST_SEED + 1),
    seed_is_fixed: seed === null ? (0 as const) : (1 as const),
    cost: model.price,
  };
}

/** The id of picture number `index` of an order, made from the form's id, so that a form sent twice makes it once. */
export function pictureId({ id }: Order, index: number): string {
  if (index === 0) return id;
  const digest = createHash("sha256").update(`${id}/${index}`).digest("hex");
  // UUID version 8 is for ids that are made in a way of one's own.
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}

type Range = { lowest: number; highest: number };

/** A whole number that was typed; null when nothing was. */
function wholeNumber(mistake: Mistake, range: Range) {
  return number(wholeNumberIn, mistake, range);
}

function decimal(mistake: Mistake, range: Range) {
  return number(decimalIn, mistake, range);
}

/** A number within a range. Spaces around it are nobody's mistake: they come along when it is pasted. */
function number(read: (text: string) => number | null, mistake: Mistake, { lowest, highest }: Range) {
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
