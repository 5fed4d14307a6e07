import { type FormErrors, type Parsed, parse } from "~/http/forms.server";
import type { Mistake } from "~/http/mistakes";
import { DETAILS_MEGAPIXELS } from "~/models/limits";
import type { Model, Range } from "~/models/model";
import { DEFAULT_MODEL } from "~/models/models";
import { amountsOf, priceOf, usualPrice } from "~/models/price";
import { priceIn } from "~/models/price-list";
import { type Ratio, SAME_RATIO } from "~/models/ratios";
import type { Input } from "~/pictures/brought/input.server";
import { isInHan } from "~/platform/text/han";
import { wholeNumberIn } from "~/platform/text/numbers";
import { fitted } from "./fit-order.server";
import { type OrderFields, OrderForm } from "./order-fields.server";
import { orderValues } from "./order-values.server";

/** An order without mistakes. `cost` is what one of its pictures costs, in credits; `pictures` what is brought to it. */
export type Order = Omit<OrderFields, "ratio" | "detail" | "composed"> & {
  ratio: Ratio | null;
  detail: number | null;
  pictures: Input[];
  cost: number;
};

/** The order that a form makes together with the pictures that came with it. */
export function parseOrder(form: FormData, brought: Input[]): Parsed<Order> {
  const read = parse(OrderForm, form);
  if (!read.ok) return read;
  const chosen = read.value.composed ? fitted(read.value, brought) : read.value;
  const { model } = chosen;
  const pictures = model.pictures ? brought : [];
  const detail = model.bills.megapixelIn && chosen.detail ? Number(chosen.detail) : null;
  const cost = priceOf(model, {
    size: chosen.size ?? undefined,
    pictures: pictures.length,
    detail: detail ?? undefined,
  });
  // A model without ratios of its own takes that of the picture.
  const ratio = model.ratios.length > 0 ? chosen.ratio || null : null;
  const order = { ...chosen, ratio, detail, pictures, cost };
  const errors = mistakesIn(order);
  return Object.keys(errors).length === 0
    ? { ok: true, value: order }
    : { ok: false, errors, values: orderValues(form) };
}

/** What of an order does not fit its model. */
function mistakesIn(order: Order): FormErrors {
  const { model, ratio, size, outpaint, pictures, cost, prompt, unread } = order;
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
  if (priceShown(order) < cost) say("price", "price_rose");
  if (model.hasPrompt && !model.readsChinese && isInHan(prompt) && !unread) say("prompt", "prompt_not_read");
  return errors;
}

/** What the form said that one picture of the order costs, in credits; without a word, the price of the usual model. */
function priceShown({ price, model, size, pictures, detail }: Order): number {
  if (price === undefined) return usualPrice(DEFAULT_MODEL);
  const amounts = amountsOf(model, {
    size: size ?? undefined,
    pictures: pictures.length,
    detail: detail ?? undefined,
  });
  return priceIn(price, model.key, amounts) ?? wholeNumberIn(price) ?? 0;
}

const NUMBERS = [
  ["guidance", "guidance_range"],
  ["steps", "steps_range"],
  ["strength", "strength_range"],
] as const;

function rangeOf(model: Model, name: "guidance" | "steps" | "strength"): Omit<Range, "usual"> | undefined {
  return name === "strength" ? model.strength && { lowest: 0, highest: 1 } : model[name];
}
