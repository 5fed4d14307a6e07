import { describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { madeOf, madeOfIt } from "~/history/room/thread.server";
import { takePictures } from "~/pictures/brought/bring.server";
import { encoded, varied } from "../../test/real-pictures";
import { anAccount, anOrder, creditsOf, generation, type World, world } from "../../test/world";
import { type Offer, offersFor } from "./offers.server";
import { readOrder } from "./order/order-form.server";
import { ownGeneration } from "./own-generation.server";
import { startGeneration } from "./start.server";

/** A finished picture of so many pixels, and what its page offers to do with it. */
async function aPicture(using: World, user: User, [width, height]: [number, number], fields = {}) {
  const file = await encoded("image/png", varied(width, height));
  using.pretend.onDownload = () => new Response(file);
  const order = anOrder(fields);
  await startGeneration(using, user, order);
  const own = await ownGeneration(using, user, order.id);
  if (!own) throw new Error("it was not made");
  return { own, offers: offersFor(own) };
}

/** The form of an offer, as its button sends it. */
function formOf({ id, price, order, ways }: Offer): FormData {
  const form = new FormData();
  for (const [name, value] of [...order, ["id", id], ["price", String(price)], ["fresh", "1"]] as const)
    form.append(name, value);
  if (ways[0]) form.append("outpaint", ways[0]);
  return form;
}

const named = (offers: Offer[]) => offers.map(({ what, which }) => (which ? `${what} ${which}` : what));

describe("what can be done with a picture", () => {
  test("is one order each: at the price that its button says, a child of its source", async () => {
    const using = world({ MAX_OPEN_GENERATIONS: "100" });
    const user = await anAccount(using, { credits: 200 });
    const { own, offers } = await aPicture(using, user, [64, 48]);
    expect(named(offers)).toEqual([
      ...["enlarge", "enlarge 2×", "enlarge 4×", "cut_out", "extend"],
      ...["vary little", "vary some", "vary lot"],
    ]);
    expect(new Set(offers.map(({ id }) => id)).size).toBe(offers.length);
    for (const offer of offers) {
      const before = await creditsOf(using, user);
      const read = await readOrder(using, user, formOf(offer));
      if (!read.ok) throw new Error(JSON.stringify(read.again.errors));
      expect(await startGeneration(using, user, read.order)).toMatchObject({ kind: "started" });
      const row = await generation(using, offer.id);
      expect(row, offer.what).toMatchObject({ parent_id: own.id, cost: offer.price, prompt: own.prompt });
      const isRefunded = row.status === "failed";
      expect(before - (await creditsOf(using, user))).toBe(isRefunded ? 0 : offer.price);
    }
    expect(using.pretend.mistakes).toEqual([]);
    const children = await madeOfIt(using, user, own).execute();
    // The pretend Replicate cuts nothing out.
    expect(children.map(({ id }) => id).reverse()).toEqual(
      offers.filter(({ what }) => what !== "cut_out").map(({ id }) => id),
    );
    const child = { parent_id: own.id };
    expect(await madeOf(using, user, child).execute()).toMatchObject([{ id: own.id }]);
    const stranger = await anAccount(using);
    expect(await madeOfIt(using, stranger, own).execute()).toEqual([]);
    expect(await madeOf(using, stranger, child).execute()).toEqual([]);
  });

  test("makes none larger than 4096 a side, and none that would be made small first", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 200 });
    const enlarging = async (size: [number, number]) =>
      named((await aPicture(using, user, size, { prompt: size.join() })).offers).filter((name) =>
        name.startsWith("enlarge"),
      );
    expect(await enlarging([1024, 1024])).toEqual(["enlarge", "enlarge 2×", "enlarge 4×"]);
    expect(await enlarging([1344, 768])).toEqual(["enlarge", "enlarge 2×"]);
    expect(await enlarging([1600, 900])).toEqual(["enlarge"]);
    expect(await enlarging([2100, 50])).toEqual([]);
  });

  test("varies by the model that made it, if that can", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 200 });
    const varyingBy = async (model: string) => {
      const { offers } = await aPicture(using, user, [8, 8], { model });
      return new Map(offers.find(({ what }) => what === "vary")?.order ?? []).get("model");
    };
    expect([await varyingBy("krea"), await varyingBy("schnell")]).toEqual(["krea", "dev"]);
  });

  test("is nothing before there is a picture", async () => {
    const using = world();
    const user = await anAccount(using);
    using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
    const order = anOrder();
    await startGeneration(using, user, order);
    const own = await ownGeneration(using, user, order.id);
    expect(own && offersFor(own)).toEqual([]);
  });
});

describe("several pictures in", () => {
  test("are numbered as the form has them: known ones, one's own, files; each once; those left out are not there", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 50 });
    const { own } = await aPicture(using, user, [9, 9]);
    const file = async (width: number) =>
      new File([await encoded("image/png", varied(width, 3))], "mine.png");
    const first = new FormData();
    for (const width of [5, 6]) first.append("picture", await file(width));
    const [five, six] = (await takePictures(using, user, first)).inputs;
    if (!five || !six) throw new Error("both are taken");

    const form = new FormData();
    for (const value of [await file(7), await file(5)]) form.append("picture", value);
    for (const id of [own.id, own.id]) form.append("source", id);
    for (const id of [six.id, five.id]) form.append("input", id);
    form.append("leave_out", six.id);
    const { inputs, mistake, source } = await takePictures(using, user, form);
    expect({ mistake, source }).toEqual({ mistake: null, source: own.id });
    expect(inputs.map(({ width }) => width)).toEqual([5, 9, 7]);
    expect([...form]).toEqual([]);
  });

  test("reach the model in their order, and come back with the order", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 50 });
    const form = new FormData();
    for (const width of [5, 6, 7])
      form.append("picture", new File([await encoded("image/png", varied(width, 3))], "mine.png"));
    const { inputs } = await takePictures(using, user, form);
    const order = anOrder({ model: "flux2", prompt: "Join them" }, inputs);
    expect(order.cost).toBe(25);
    await startGeneration(using, user, order);
    expect(using.pretend.mistakes).toEqual([]);
    expect(using.pretend.made.at(-1)?.input.input_images).toHaveLength(3);
    const own = await ownGeneration(using, user, order.id);
    expect([own?.input_id, ...JSON.parse(own?.further_inputs ?? "[]")]).toEqual(inputs.map(({ id }) => id));
  });

  test("are no more than the model takes", async () => {
    const using = world();
    const user = await anAccount(using, { credits: 50 });
    const form = new FormData();
    for (const width of [4, 5, 6, 7, 8])
      form.append("picture", new File([await encoded("image/png", varied(width, 3))], "mine.png"));
    const fields = { id: crypto.randomUUID(), prompt: "Join them", ratio: "1:1", price: "99" };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const read = await readOrder(using, user, form);
    expect(read.again).toMatchObject({
      errors: { picture: "pictures_too_many_for_model" },
      brought: Array(5).fill({ field: "input" }),
      values: { prompt: "Join them" },
    });
  });
});
