import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { CREDIT_MICRO_DOLLARS, DETAILS_MEGAPIXELS, HIGHEST_SEED, MARGIN_PERCENT } from "~/models/limits";
import type { Model } from "~/models/model";
import { pictureInput } from "~/models/model-input.server";
import { MODELS, OFFERED } from "~/models/models";
import { microDollarsOf, priceOf } from "~/models/price";
import { SAME_RATIO } from "~/models/ratios";
import type { Input } from "~/pictures/brought/input.server";
import { refusalOf } from "~/replicate/schema-check.server";
import { SCHEMAS } from "~/replicate/schemas.server";
import { encoded, varied } from "../../test/real-pictures";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../test/world";
import { type Order, parseOrder } from "./order/order.server";
import { orderColumns, pictureId } from "./order/order-columns.server";
import { sameOrder } from "./order/same-order.server";
import type { OwnGeneration } from "./own-generation.server";
import { startGeneration } from "./start.server";

const refusedWith = (fields: Record<string, string>, pictures: Input[] = []) => {
  const form = new FormData();
  const sent = { id: uuidv7(), prompt: "A castle", ratio: "1:1", price: "1000", ...fields };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  const order = parseOrder(form, pictures);
  return order.ok ? {} : order.errors;
};

/** Every way in which the form offers the model, by the name of the field that differs. */
function offersOf(model: Model): Record<string, string>[] {
  const numbers = (name: string, range: { lowest: number; highest: number } | undefined) =>
    range ? [range.lowest, range.highest].map((value) => ({ [name]: String(value) })) : [];
  const wayOut = model.outpaint && { outpaint: model.outpaint.all[0] ?? "" };
  return [
    {},
    ...model.ratios.map((ratio) => ({ ratio })),
    ...(model.sizes?.all ?? []).map(({ label }) => ({ size: label })),
    ...numbers("guidance", model.guidance),
    ...numbers("steps", model.steps),
    ...numbers("strength", model.strength && { lowest: 0, highest: 1 }),
    ...numbers("seed", { lowest: 0, highest: HIGHEST_SEED }),
    ...(model.elaborate ? [{ elaborate: "1" }] : []),
    ...(model.bills.megapixelIn ? DETAILS_MEGAPIXELS.map((detail) => ({ detail: String(detail) })) : []),
    ...(model.outpaint?.all ?? []).map((outpaint) => ({ outpaint })),
  ].map((fields) => ({ model: model.key, ...wayOut, ...fields }));
}

describe.each(OFFERED.map((model) => [model.key, model] as const))("%s", (_, model) => {
  const inputs = (count: number) =>
    times(count, (index) => ({ ...inputRow, id: uuidv7(), sha256: `s${index}` }));
  const least = model.pictures?.isRequired ? 1 : 0;
  const most = model.pictures?.most ?? 0;

  test("takes every value of every field that its form offers", () => {
    const counts = [...new Set([least, ...(model.pictures ? [1, most] : [])])];
    let looked = 0;
    for (const fields of offersOf(model))
      for (const count of counts) {
        if (fields.ratio === SAME_RATIO && count === 0) continue;
        const order = anOrder(fields, inputs(count));
        const { prompt, seed, input } = orderColumns(order);
        const sent = {
          ...(model.hasPrompt && { prompt }),
          ...(model.hasSeed && { seed }),
          ...JSON.parse(input),
          ...pictureInput(
            model,
            times(count, (place) => `https://api.replicate.com/v1/files/${place}`),
          ),
        };
        expect(refusalOf(model.id, sent), JSON.stringify(fields)).toBeNull();
        looked++;
      }
    expect(looked).toBeGreaterThan(0);
  });

  test("is sent, paid and settled as it says", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 50 });
    const picture = least ? await anInput(using, user) : null;
    const order = anOrder(offersOf(model)[0], picture);
    await startGeneration(using, user, order);
    expect(using.pretend).toMatchObject({ mistakes: [], creates: 1 });
    const cost = priceOf(model, { pictures: least });
    const dollars = microDollarsOf(model, { pictures: least });
    expect(await generation(using, order.id)).toMatchObject({ cost, quoted_micro_usd: dollars });
    if (model.givesAlpha) return;
    expect(await generation(using, order.id)).toMatchObject({ status: "succeeded", cost_micro_usd: dollars });
    expect(await creditsOf(using, user)).toBe(50 - cost);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("is never sold for less than Replicate asks and the margin", () => {
    for (const { label: size } of model.sizes?.all ?? [{ label: undefined }])
      for (const pictures of [least, most])
        for (const detail of [undefined, ...DETAILS_MEGAPIXELS]) {
          const bill = { size, pictures, detail };
          const paid = priceOf(model, bill) * CREDIT_MICRO_DOLLARS * 100;
          expect(paid).toBeGreaterThanOrEqual(microDollarsOf(model, bill) * (100 + MARGIN_PERCENT));
        }
  });

  test("is never dearer than was shown", () => {
    const fields = offersOf(model)[0] ?? {};
    const price = priceOf(model, { pictures: least });
    expect(refusedWith({ ...fields, price: String(price) }, inputs(least))).toEqual({});
    expect(refusedWith({ ...fields, price: String(price - 1) }, inputs(least))).toEqual({
      price: "price_rose",
    });
    expect(refusedWith({ ...fields, price: "NaN" }, inputs(least))).toEqual({ price: "price_rose" });
  });

  test("ordered again is ordered the same, with all its pictures", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 500 });
    for (const [place, offered] of offersOf(model).entries()) {
      const count = Math.max(least, Math.min(most, 1 + (place % 3)));
      if (offered.ratio === SAME_RATIO && count === 0) continue;
      const pictures =
        count > 0 ? [await anInput(using, user), ...(await several(using, user, count - 1))] : [];
      const order = anOrder(offered, pictures);
      const row = {
        ...reservedRow(order),
        further_inputs: JSON.stringify(pictures.slice(1).map(({ id }) => id)),
      };
      const again = sameOrder(row);
      expect(again.filter(([name]) => name === "input").map(([, id]) => id)).toEqual(
        pictures.map(({ id }) => id),
      );
      const fields = Object.fromEntries(again.filter(([name]) => name !== "input"));
      expect(orderColumns(anOrder(fields, pictures)).input_hash).toBe(orderColumns(order).input_hash);
    }
  });
});

/** An order as its row is read again. */
function reservedRow(order: Order) {
  return { ...orderColumns(order) } as unknown as OwnGeneration;
}

function several(using: World, user: User, count: number) {
  return Promise.all(
    times(count, async (index) => anInput(using, user, await encoded("image/png", varied(2 + index, 1)))),
  );
}

test("what the app says of a model is in Replicate's schema of it, version and all", () => {
  for (const { id, version } of Object.values(MODELS)) {
    expect(SCHEMAS[id], id).toBeDefined();
    expect(SCHEMAS[id]?.version, id).toBe(version);
  }
});

test("without a price the cheapest was shown", () => {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    id: uuidv7(),
    prompt: "A castle",
    ratio: "1:1",
    model: "dev",
  }))
    form.append(name, value);
  expect(parseOrder(form, [])).toMatchObject({ ok: false, errors: { price: "price_rose" } });
  form.set("model", "klein");
  expect(parseOrder(form, [])).toMatchObject({ ok: true });
});

test.each([
  [{ model: "sdxl" }, { model: "model_unknown" }],
  [{ model: "pro", ratio: "21:9" }, { ratio: "ratio_not_of_model" }],
  [{ model: "flux2", ratio: "9:21" }, { ratio: "ratio_not_of_model" }],
  [{ model: "schnell", ratio: "match_input_image" }, { ratio: "ratio_not_of_model" }],
  [{ ratio: "match_input_image" }, { ratio: "ratio_needs_picture" }],
  [{ ratio: "7:1" }, { ratio: "ratio_unknown" }],
  [{ size: "9 MP" }, { size: "size_not_of_model" }],
  [{ model: "kontext" }, { picture: "picture_missing" }],
  [{ model: "dev", guidance: "11" }, { guidance: "guidance_range" }],
  [{ model: "dev", guidance: "a lot" }, { guidance: "guidance_range" }],
  [{ model: "dev", steps: "51" }, { steps: "steps_range" }],
  [{ model: "dev", strength: "1.01" }, { strength: "strength_range" }],
  [
    { model: "fill", outpaint: "Upwards" },
    { picture: "picture_missing", outpaint: "outpaint_missing" },
  ],
  [{ model: "schnell", prompt: "一座城堡" }, { prompt: "prompt_not_read" }],
  [{ model: "schnell", prompt: "一座城堡", unread: "1" }, {}],
  [{ prompt: "一座城堡" }, {}],
  [{ count: "5" }, { count: "count_range" }],
  [{ count: "0" }, { count: "count_range" }],
])("%j is refused as %j", (fields, errors) => {
  expect(refusedWith(fields as Record<string, string>)).toEqual(errors);
});

describe("several at once", () => {
  test("are as many generations, each with its own debit, seed and picture", async () => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder({ count: "4" });
    expect(await startGeneration(using, user, order)).toEqual({ kind: "started", id: order.id, count: 4 });
    const rows = await Promise.all(times(4, (index) => generation(using, pictureId(order, index))));
    expect(rows.map(({ status, order_id }) => [status, order_id])).toEqual(
      times(4, () => ["succeeded", order.id]),
    );
    expect(new Set(rows.map(({ seed }) => seed)).size).toBe(4);
    expect(await creditsOf(using, user)).toBe(6);
    expect(using.pretend).toMatchObject({ mistakes: [], creates: 4 });
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("are all refused when the credits are for some of them only", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 3 });
    const order = anOrder({ count: "4" });
    expect(await startGeneration(using, user, order)).toEqual({
      kind: "short",
      credits: 3,
      cost: 4,
      owed: 0,
    });
    expect(using.pretend.creates).toBe(0);
    expect(await creditsOf(using, user)).toBe(3);
  });

  test("sent ten times at once are made once", async () => {
    const using = world();
    const user = await anAccount(using);
    const order = anOrder({ count: "3" });
    await Promise.all(times(10, () => startGeneration(using, user, order)));
    expect(using.pretend.creates).toBe(3);
    expect(await creditsOf(using, user)).toBe(7);
    await expectBooksToBalance(using, user);
  });

  test("of a fixed seed take that one and those after it, round the highest", () => {
    const order = anOrder({ count: "3", seed: "4294967294" });
    expect(times(3, (index) => orderColumns(order, index).seed)).toEqual([4294967294, 4294967295, 0]);
  });

  test("one that fails gives its own credits back, and only those", async () => {
    const using = world();
    const user = await anAccount(using);
    let made = 0;
    using.pretend.onCreate = (prediction) =>
      Response.json(++made === 2 ? using.pretend.fail(prediction, "no") : using.pretend.succeed(prediction), {
        status: 201,
      });
    await startGeneration(using, user, anOrder({ count: "3" }));
    expect(await creditsOf(using, user)).toBe(8);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("count as one order among those that may be open", async () => {
    const using = world({ MAX_OPEN_GENERATIONS: "2" });
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    const user = await anAccount(using, { credits: 20 });
    expect((await startGeneration(using, user, anOrder({ count: "4" }))).kind).toBe("started");
    expect((await startGeneration(using, user, anOrder({ count: "4" }))).kind).toBe("started");
    expect(await startGeneration(using, user, anOrder())).toEqual({ kind: "full", most: 2 });
  });
});

const inputRow = {
  ...{ id: crypto.randomUUID(), user_id: "u", content_type: "image/png" as const },
  ...{ width: 1, height: 1, bytes: 1, sha256: "s", made_by_ai: 0 as const, created_at: "2026-01-01" },
};
