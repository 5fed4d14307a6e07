import { describe, expect, test } from "vitest";
import { MODEL_KEYS, MODELS } from "~/models/models";
import {
  anAccount,
  anInput,
  anOrder,
  creditsOf,
  expectBooksToBalance,
  generation,
  times,
  world,
} from "../../test/world";
import { orderColumns, parseOrder, pictureId } from "./order.server";
import { sameOrder } from "./same-order.server";
import { startGeneration } from "./start.server";

const refusedWith = (fields: Record<string, string>) => {
  const form = new FormData();
  const sent = { id: crypto.randomUUID(), prompt: "A castle", ratio: "1:1", ...fields };
  for (const [name, value] of Object.entries(sent)) form.append(name, value);
  const order = parseOrder(form, null);
  return order.ok ? {} : order.errors;
};

describe.each(MODEL_KEYS)("%s", (key) => {
  const model = MODELS[key];

  test("is sent what it takes, costs what the registry says and brings its picture", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 20 });
    const picture = model.picture === "none" ? null : await anInput(using, user);
    const order = anOrder({ model: key }, picture);
    await startGeneration(using, user, order);
    expect(using.pretend).toMatchObject({ mistakes: [], creates: 1 });
    expect(await generation(using, order.id)).toMatchObject({ status: "succeeded", cost: model.price });
    expect(await creditsOf(using, user)).toBe(20 - model.price);
    await expectBooksToBalance(using, user, { isOver: true });
  });

  test("takes every ratio that it offers", async () => {
    const using = world({ MAX_OPEN_GENERATIONS: "100" });
    const user = await anAccount(using, { credits: 500 });
    const picture = model.picture === "none" ? null : await anInput(using, user);
    for (const ratio of model.ratios)
      await startGeneration(using, user, anOrder({ model: key, ratio }, picture));
    expect(using.pretend).toMatchObject({ mistakes: [], creates: model.ratios.length });
  });

  test("is priced by what Replicate asks, at $0.003 a credit", () => {
    expect(model.price).toBe(Math.floor(model.dollars / 0.003 + 1e-9));
  });

  test("is never dearer than was shown", () => {
    const shown = { model: key, price: String(model.price - 1) };
    expect(refusedWith(shown).price).toBe("price_rose");
    expect(refusedWith({ model: key, price: "NaN" }).price).toBe("price_rose");
  });

  test("ordered again is ordered the same", () => {
    const picture = model.picture === "none" ? null : inputRow;
    const fields = { model: key, seed: "7", guidance: "2.5", steps: "12", elaborate: "1", ratio: "3:2" };
    const columns = orderColumns(anOrder(fields, picture));
    const { input: _, ...again } = sameOrder(columns);
    expect(orderColumns(anOrder(again, picture)).input_hash).toBe(columns.input_hash);
  });
});

test("without a price the cheapest was shown", () => {
  expect(refusedWith({ model: "schnell" })).toEqual({});
  expect(refusedWith({ model: "dev" }).price).toBe("price_rose");
});

test.each([
  [{ model: "sdxl" }, { model: "model_unknown" }],
  [{ model: "pro", price: "13", ratio: "21:9" }, { ratio: "ratio_not_of_model" }],
  [{ ratio: "match_input_image" }, { ratio: "ratio_not_of_model" }],
  [{ model: "kontext", price: "13" }, { picture: "picture_missing" }],
  [{ model: "dev", price: "8", guidance: "11" }, { guidance: "guidance_range" }],
  [{ model: "dev", price: "8", guidance: "a lot" }, { guidance: "guidance_range" }],
  [{ model: "dev", price: "8", steps: "51" }, { steps: "steps_range" }],
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
    expect(await startGeneration(using, user, order)).toEqual({ kind: "short", credits: 3, cost: 4 });
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
  ...{ width: 1, height: 1, bytes: 1, sha256: "s", created_at: "2026-01-01" },
};
