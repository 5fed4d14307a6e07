import { createHash, randomInt } from "node:crypto";
import { HIGHEST_SEED } from "~/models/limits";
import { modelInputOf } from "~/models/model-input.server";
import { microDollarsOf } from "~/models/price";
import type { Order } from "./order.server";

/** The columns that an order fills for its picture number `index`, from 0. */
export function orderColumns(order: Order, index = 0) {
  const { model, prompt, pictures, parent, cost, detail } = order;
  const seed = order.seed === null || !model.hasSeed ? null : (order.seed + index) % (HIGHEST_SEED + 1);
  const input = JSON.stringify(modelInputOf(model, { ...order, seed }, pictures.length));
  const brought = pictures.map(({ sha256 }) => sha256);
  return {
    prompt,
    model: model.id,
    input,
    input_id: pictures[0]?.id ?? null,
    input_hash: createHash("sha256")
      .update(
        JSON.stringify([
          model.id,
          prompt,
          input,
          seed,
          ...(brought.length > 0 ? [detail, ...brought] : [null]),
        ]),
      )
      .digest("base64url"),
    input_megapixels: detail,
    parent_id: parent,
    seed: seed ?? randomInt(0, HIGHEST_SEED + 1),
    seed_is_fixed: seed === null ? (0 as const) : (1 as const),
    cost,
    quoted_micro_usd: microDollarsOf(model, {
      size: order.size ?? undefined,
      pictures: pictures.length,
      detail: detail ?? undefined,
    }),
  };
}

/** The id of picture number `index` of an order, made from the form's id, so that a form sent twice makes it once. */
export function pictureId({ id }: Pick<Order, "id">, index: number): string {
  if (index === 0) return id;
  const digest = createHash("sha256").update(`${id}/${index}`).digest("hex");
  // UUID version 8 is for ids that are made in a way of one's own.
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}
