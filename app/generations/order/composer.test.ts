import { uuidv7 } from "uuidv7";
import { describe, expect, test } from "vitest";
import { DETAILS_MEGAPIXELS, MOST_AT_ONCE } from "~/models/limits";
import { cheapestWithPictures, PROMPTED } from "~/models/models";
import { priceOf } from "~/models/price";
import { nearestRatio, RATIOS, SAME_RATIO, sizeOf } from "~/models/ratios";
import { ALL_SIZES, sizeLike } from "~/models/sizes";
import type { Input } from "~/pictures/brought/input.server";
import { digitOf, sizeDigit } from "~/ui/make/composer/digits";
import { PRICES, pricesOf } from "~/ui/make/composer/prices";
import { anAccount, anInput, anOrder, creditsOf, generation, times, world } from "../../../test/world";
import { ownGeneration } from "../own-generation.server";
import { startGeneration } from "../start.server";
import { composerAgain, composerOf } from "./composer.server";
import { parseOrder } from "./order.server";
import { orderDraft } from "./order-draft.server";

/** What becomes of the composer with these choices: the order, or what is wrong. */
function composed(fields: Record<string, string>, pictures: Input[] = []) {
  const form = new FormData();
  const usual = { id: uuidv7(), composed: "1", prompt: "A castle", price: PRICES, unread: "1" };
  for (const [name, value] of Object.entries({ ...usual, ...fields })) form.append(name, value);
  const order = parseOrder(form, pictures);
  return order.ok ? order.value : order.errors;
}

const aPicture = (width: number, height: number) =>
  ({ id: uuidv7(), width, height, sha256: uuidv7() }) as Input;

/** The price that the stylesheet leaves on the button. */
function onTheButton(model: (typeof PROMPTED)[number], label: string, pictures: number, detail: string) {
  const has = (digits: string | undefined, digit: string) => digits === undefined || digits.includes(digit);
  const seen = pricesOf(pictures).filter(
    ({ of, sizes, details }) =>
      has(of, digitOf(model)) && has(sizes, sizeDigit(label)) && has(details, detail),
  );
  expect(seen).toHaveLength(1);
  return seen[0]?.credits;
}

describe("the price that the composer shows is what is taken", () => {
  test.each(PROMPTED.map((model) => [model.key, model] as const))(
    "%s, in every size and detail",
    (key, model) => {
      const least = model.pictures?.isRequired ? 1 : 0;
      for (const pictures of [least, 1, 2].filter((count) => count <= (model.pictures?.most ?? 1)))
        for (const size of ["", ...ALL_SIZES.map(({ label }) => label)])
          for (const detail of DETAILS_MEGAPIXELS.map(String)) {
            const order = composed(
              { model: key, size, detail },
              times(pictures, () => aPicture(10, 10)),
            );
            expect(order).toHaveProperty("cost", onTheButton(model, size, pictures, detail));
          }
    },
  );

  test("of each model, as often as it is ordered at once", async () => {
    const using = world();
    for (const [index, { key, pictures }] of PROMPTED.entries()) {
      const user = await anAccount(using, { credits: 300 });
      const count = (index % MOST_AT_ONCE) + 1;
      const brought = pictures?.isRequired ? [await anInput(using, user)] : [];
      const order = composed({ model: key, count: String(count) }, brought);
      if (!("cost" in order) || typeof order.cost !== "number") throw new Error(JSON.stringify(order));
      await startGeneration(using, user, order as Parameters<typeof startGeneration>[2]);
      const model = PROMPTED[index];
      expect(300 - (await creditsOf(using, user))).toBe(
        count * (model ? (onTheButton(model, "", brought.length, "1") ?? 0) : 0),
      );
    }
  });

  test("F34: only one that has risen is asked again", () => {
    const shown = PRICES.replace("klein 0 0.325", "klein 0 0.1");
    expect(shown).not.toBe(PRICES);
    expect(composed({ model: "klein", size: "4 MP", price: shown })).toEqual({ price: "price_rose" });
    expect(composed({ model: "dev", price: shown })).toMatchObject({ cost: 9 });
    expect(composed({ model: "dev", price: PRICES.replace("dev 8.125", "dev 9.125") })).toMatchObject({
      cost: 9,
    });
    for (const price of ["klein 0 0.325 0.325", "", "dev", "dev x", "-1"])
      expect(composed({ model: "dev", price })).toEqual({ price: "price_rose" });
    expect(composed({ model: "dev", price: "9" })).toMatchObject({ cost: 9 });
  });
});

describe("a model chosen without its own choices in view", () => {
  test("takes the nearest ratio and size that it has, and never says no", () => {
    for (const model of PROMPTED.filter(({ pictures }) => !pictures?.isRequired))
      for (const ratio of ["", ...RATIOS, SAME_RATIO] as const)
        for (const size of ["", ...ALL_SIZES.map(({ label }) => label)]) {
          const order = composed({ model: model.key, ratio, size });
          const isOwn = ratio && ratio !== SAME_RATIO && model.ratios.includes(ratio);
          expect(order).toMatchObject({ size: size ? (sizeLike(model, size)?.label ?? null) : null });
          if (isOwn) expect(order).toMatchObject({ ratio });
          if ("ratio" in order) expect(model.ratios).toContain(order.ratio);
        }
    expect(composed({ model: "pro", ratio: "21:9" })).toMatchObject({ ratio: "16:9" });
    expect(composed({ model: "klein", size: "4K" })).toMatchObject({ size: "4 MP" });
    expect(nearestRatio(...sizeOf("9:21"), ["1:1", "9:16"])).toBe("9:16");
  });

  test("an old form is held to what it says, as before", () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ id: uuidv7(), prompt: "A castle", price: "99" }))
      form.append(name, value);
    expect(parseOrder(form, [])).toMatchObject({ errors: { ratio: "ratio_unknown" } });
    form.append("ratio", "21:9");
    form.append("model", "pro");
    expect(parseOrder(form, [])).toMatchObject({ errors: { ratio: "ratio_not_of_model" } });
  });
});

describe("a picture that is brought", () => {
  test("F32: gives its ratio unless one is chosen", () => {
    const portrait = [aPicture(300, 400)];
    expect(composed({ model: "klein", ratio: "" }, portrait)).toMatchObject({ ratio: SAME_RATIO });
    expect(composed({ model: "dev", ratio: "" }, portrait)).toMatchObject({ ratio: "3:4" });
    expect(composed({ model: "dev", ratio: SAME_RATIO }, portrait)).toMatchObject({ ratio: "3:4" });
    expect(composed({ model: "klein", ratio: "1:1" }, portrait)).toMatchObject({ ratio: "1:1" });
  });

  test("keeps a model that takes it, else goes to the cheapest that does", () => {
    for (const model of PROMPTED) {
      const order = composed({ model: model.key }, [aPicture(300, 400)]);
      const taker = model.pictures ? model : cheapestWithPictures();
      expect(order).toMatchObject({ model: taker, cost: priceOf(taker, { pictures: 1 }) });
    }
  });
});

describe("the composer under a picture", () => {
  test("is filled with it, but for its seed, and orders another one of the same words", async () => {
    const using = world({ RESULT_CACHE_HOURS: "24" });
    const user = await anAccount(using, { credits: 30 });
    const first = anOrder({ prompt: "Under it", model: "dev", ratio: "3:2", seed: "7" });
    await startGeneration(using, user, first);
    const under = await ownGeneration(using, user, first.id);
    if (!under) throw new Error("no picture");
    const view = await composerOf(using, user, { query: new URLSearchParams(), under });
    expect(view).toMatchObject({ under: first.id, refusal: null });
    expect(view.values).toMatchObject({ prompt: "Under it", model: "dev", ratio: "3:2" });
    expect(view.values).not.toHaveProperty("seed");
    const again = composed({ ...view.values, id: view.id, under: first.id });
    const started = await startGeneration(using, user, again as Parameters<typeof startGeneration>[2]);
    expect(started).toEqual({ kind: "started", id: view.id, count: 1 });
    expect((await generation(using, view.id)).seed).not.toBe(7);
    expect(await creditsOf(using, user)).toBe(30 - 2 * 9);
  });
});

describe("joining orders the picture", () => {
  const draft = (fields: Record<string, string> = {}) =>
    new URLSearchParams({
      id: uuidv7(),
      composed: "1",
      prompt: "Joined for",
      price: PRICES,
      ratio: "",
      ...fields,
    });

  test("at the price that was shown, once", async () => {
    const using = world();
    const user = await anAccount(using);
    const sent = draft();
    for (let round = 0; round < 2; round++)
      expect(await orderDraft(using, user, String(sent))).toBe(`/generations/${sent.get("id")}`);
    expect([await creditsOf(using, user), using.pretend.creates]).toEqual([9, 1]);
    expect(await orderDraft(using, user, String(draft({ count: "2" })))).toMatch(/^\/orders\//);
  });

  test("not for more than there is, nor at a price that has risen, nor what is none", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 5 });
    const wrong: Record<string, string>[] = [{ model: "dev" }, { price: "0" }, { prompt: "" }, { id: "x" }];
    for (const fields of wrong) expect(await orderDraft(using, user, String(draft(fields)))).toBeNull();
    expect([await creditsOf(using, user), using.pretend.creates]).toEqual([5, 0]);
  });
});

describe("another model takes the place of one that does not fit what was brought", () => {
  const models = (model: string, pictures: number) => {
    const made = composed(
      { model },
      times(pictures, () => aPicture(800, 600)),
    );
    return "model" in made && typeof made.model === "object" ? [made.model.key, made.cost] : made;
  };
  test.each([
    ["kontext", 0, ["klein", 1]],
    ["kontext", 1, ["kontext", 13]],
    ["kontext", 3, ["klein", 2]],
    ["nanobanana", 4, ["klein", 2]],
    ["flux2", 9, ["seedream4", 10]],
    ["schnell", 2, ["klein", 1]],
    // What takes so many would cost more than the button said.
    ["klein", 5, { picture: "pictures_too_many_for_model" }],
    ["dev", 5, { picture: "pictures_too_many_for_model" }],
    ["seedream4", 11, { picture: "pictures_too_many_for_model" }],
  ])("%s with %i", (model, pictures, made) => {
    expect(models(model, pictures)).toEqual(made);
  });
});

test("one collection too many is told at its field, and what was typed stays", async () => {
  const using = world();
  const user = await anAccount(using);
  const again = {
    id: uuidv7(),
    values: { prompt: "A fox", collection: "Foxes" },
    brought: [],
    errors: undefined,
  };
  const refusal = { kind: "collections_full" } as const;
  expect(await composerAgain(using, user, again, { under: null, refusal })).toMatchObject({
    values: again.values,
    errors: { collection: "collections_full" },
    refusal: null,
  });
});
