import { env } from "cloudflare:test";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { ownGeneration } from "~/generations/own-generation.server";
import { startGeneration } from "~/generations/start.server";
import { insertMany } from "../../../scripts/many-generations";
import { anAccount, anInput, anOrder, generation, type World, world } from "../../../test/world";
import { lookAfterOpen } from "../look-after.server";
import { aroundIt, filmAlone } from "./around.server";
import { compared } from "./compared.server";
import { pictureRoom } from "./picture-room.server";

const REQUEST = new Request("http://localhost/");

async function aPicture(using: World, user: User, fields: Record<string, string> = {}) {
  const order = anOrder(fields);
  await startGeneration(using, user, order);
  const own = await ownGeneration(using, user, order.id);
  if (!own) throw new Error("it was not made");
  return own;
}

test("what stands around a picture takes one round trip to D1", async () => {
  const using = world();
  const user = await anAccount(using);
  const own = await aPicture(using, user);
  const before = using.timings.spent("db").calls;
  const room = await pictureRoom(using, user, REQUEST, own);
  expect(using.timings.spent("db").calls - before).toBe(1);
  expect(room).toMatchObject({
    film: { cards: [{ id: own.id }], isOpen: false },
    receipt: [{ kind: "generation", amount: -1 }],
    neighbours: { newer: null, older: null },
    link: null,
    offer: null,
  });
});

test("the strip has the newest twelve, open and failed ones too, and no stranger's", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using, { credits: 30 }), await anAccount(using)];
  const first = await aPicture(using, user);
  await aPicture(using, stranger);
  for (let count = 0; count < 12; count++) await aPicture(using, user, { prompt: `number ${count}` });
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const open = await aPicture(using, user);
  const { film } = await aroundIt(using, user, first);
  expect(film.isOpen).toBe(true);
  expect(film.cards.map(({ prompt }) => prompt)).toEqual([
    open.prompt,
    ...Array.from({ length: 11 }, (_, index) => `number ${11 - index}`),
  ]);
  expect((await filmAlone(using, stranger)).isOpen).toBe(false);
});

test("whoever looks at one picture keeps the others on their way going", async () => {
  const using = world();
  const user = await anAccount(using);
  const looked = await aPicture(using, user);
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const open = await aPicture(using, user, { prompt: "on its way" });
  for (const prediction of using.pretend.predictions.values()) using.pretend.succeed(prediction);
  await using.db
    .updateTable("generation_history")
    .set({ next_attempt_at: "2020-01-01T00:00:00.000Z" })
    .where("id", "=", open.id)
    .execute();
  await aroundIt(using, user, looked);
  await using.afterwards();
  expect(await generation(using, open.id)).toMatchObject({ status: "succeeded" });
});

test("a thread leads from the first picture to the last, through nobody else's", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const input = await anInput(using, user);
  const made = async (parent: string | null) => {
    const order = anOrder({ model: "klein", ...(parent && { parent }) }, parent ? null : input);
    await startGeneration(using, user, order);
    return (await ownGeneration(using, user, order.id)) ?? { id: "", parent_id: null, input_id: null };
  };
  const photo = await made(null);
  const winter = await made(photo.id);
  const cat = await made(winter.id);
  const { thread } = await aroundIt(using, user, winter);
  expect(thread.before.map(({ id }) => id)).toEqual([photo.id]);
  expect(thread.before[0]?.input_id).toBe(input.id);
  expect(thread.after.map(({ id }) => id)).toEqual([cat.id]);
  expect((await aroundIt(using, user, cat)).thread.before.map(({ id }) => id)).toEqual([photo.id, winter.id]);
  expect((await aroundIt(using, stranger, cat)).thread).toEqual({ before: [], after: [] });
});

describe("with 20,000 of 60,000 pictures", () => {
  const using = world();
  let user: User;

  beforeAll(async () => {
    const visitors = [await anAccount(using), await anAccount(using), await anAccount(using)];
    [user] = visitors as [User, ...User[]];
    await insertMany(env.DB, {
      visitors: visitors.map(({ id }) => id),
      count: 60_000,
      firstPosition: 100_000,
    });
  }, 120_000);

  test("the room reads a hundred rows at the most, and sorts no table", async () => {
    const row = await using.db
      .selectFrom("generation_history")
      .select("id")
      .where("user_id", "=", user.id)
      .where("position", ">", 130_000)
      .orderBy("position")
      .executeTakeFirstOrThrow();
    const before = using.rowsRead();
    const { film } = await aroundIt(using, user, { id: row.id, parent_id: null });
    expect(film.cards).toHaveLength(12);
    expect(using.rowsRead() - before).toBeLessThanOrEqual(100);
  });

  test("to order one more, and to look after those on their way, reads as few", async () => {
    const before = using.rowsRead();
    expect(await startGeneration(using, user, anOrder())).toMatchObject({ kind: "started" });
    await lookAfterOpen(using, user);
    expect(using.rowsRead() - before).toBeLessThanOrEqual(100);
  });
});

describe("two compared", () => {
  test("differ in what was chosen, and are their owner's alone", async () => {
    const using = world();
    const [user, stranger] = [await anAccount(using), await anAccount(using)];
    const one = await aPicture(using, user, { seed: "1" });
    const other = await aPicture(using, user, { seed: "2", prompt: "A castle at dusk" });
    const found = await compared(using, user, [one.id, other.id]);
    expect(found?.pictures.map(({ id }) => id)).toEqual([one.id, other.id]);
    const differing = found?.settings.filter(({ differs }) => differs);
    expect(differing).toEqual([
      { setting: "prompt", values: ["A castle at dawn", "A castle at dusk"], differs: true },
      { setting: "seed", values: ["1", "2"], differs: true },
    ]);
    expect(await compared(using, stranger, [one.id, other.id])).toBeNull();
    const theirs = await aPicture(using, stranger);
    expect(await compared(using, user, [one.id, theirs.id])).toBeNull();
    expect(await compared(using, user, [one.id, uuidv7()])).toBeNull();
  });
});
