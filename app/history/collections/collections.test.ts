import { env } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { startGeneration } from "~/generations/start.server";
import { audit } from "~/operations/audit.server";
import type { Wanted } from "~/search/index.server";
import { FAVORITE, inCollection } from "~/search/tags.server";
import { anAccount, anOrder, expectBooksToBalance, times, type World, world } from "../../../test/world";
import type { User } from "../../accounts/user";
import { deleteGenerations } from "../deleted/delete.server";
import { putBack } from "../deleted/put-back.server";
import { removeForGood } from "../deleted/remove.server";
import { setFavorite } from "../favorite.server";
import { EVERYTHING } from "../filter.server";
import { historyPage } from "../list.server";
import { deleteCollection, renameCollection, setCover } from "./change.server";
import { COLLECTIONS_A_PAGE, COLLECTIONS_OFFERED, MOST_COLLECTIONS } from "./limits";
import { allCollections, collectionsPage, collectionsWith, offeredNames } from "./list.server";
import { collect, uncollect } from "./members.server";
import { collectionName } from "./name.server";
import { makeCollection } from "./new-collection.server";
import { ownCollection } from "./own-collection.server";

async function aPicture(using: World, user: User, prompt = "A castle") {
  const { id } = anOrder();
  await startGeneration(using, user, anOrder({ id, prompt }));
  return id;
}

async function aCollection(using: World, user: User, ids: string[], name = "Castles") {
  const collected = await collect(using, user, ids, { name });
  if (collected.kind !== "collected") throw new Error(collected.kind);
  return collected.id;
}

async function idsIn(using: World, user: User, collection: string, filter: Partial<Wanted> = {}) {
  const { terms = [], tags = [] } = filter;
  const { cards } = await historyPage(using, user, {
    filter: { ...EVERYTHING, terms, tags: [...tags, inCollection(collection)] },
  });
  return cards.map(({ id }) => id);
}

const countOf = async (using: World, user: User, id: string) =>
  (await ownCollection(using, user, id))?.pictures;

describe("a collection", () => {
  test("is made of what was chosen, counts it once, and is a filter of the list", async () => {
    const using = world();
    const user = await anAccount(using);
    const [one, two, three] = [
      await aPicture(using, user),
      await aPicture(using, user, "A storm"),
      await aPicture(using, user),
    ];
    const first = await collect(using, user, [one, two, two, "nobody's"], { name: "Castles" });
    expect(first).toMatchObject({ kind: "collected", name: "Castles", added: 2, already: 0, unknown: 1 });
    const again = await collect(using, user, [two, three], { name: "Castles" });
    expect(again).toMatchObject({ added: 1, already: 1, unknown: 0 });
    const id = first.kind === "collected" ? first.id : "";
    expect(again).toMatchObject({ id });
    expect(await idsIn(using, user, id)).toEqual([three, two, one]);
    expect(await idsIn(using, user, id, { terms: ["storm"] })).toEqual([two]);
    expect(await countOf(using, user, id)).toBe(3);
    expect(await audit(using)).toEqual([]);
  });

  test("may share pictures with others, and lets them go one by one", async () => {
    const using = world();
    const user = await anAccount(using);
    const [one, two] = [await aPicture(using, user), await aPicture(using, user)];
    const castles = await aCollection(using, user, [one, two]);
    const winter = await aCollection(using, user, [two], "Winter");
    expect(await collectionsWith(using, user, two).execute()).toMatchObject([
      { name: "Castles" },
      { name: "Winter" },
    ]);
    expect(await uncollect(using, user, [two, two, "nobody's"], castles)).toBe(1);
    expect(await uncollect(using, user, [two], castles)).toBe(0);
    expect([await idsIn(using, user, castles), await idsIn(using, user, winter)]).toEqual([[one], [two]]);
    expect([await countOf(using, user, castles), await countOf(using, user, winter)]).toEqual([1, 1]);
    expect(await audit(using)).toEqual([]);
  });

  test("keeps its pictures when they are marked, and loses those that are deleted until they are put back", async () => {
    const using = world();
    const user = await anAccount(using);
    const [one, two] = [await aPicture(using, user), await aPicture(using, user)];
    const id = await aCollection(using, user, [one, two]);
    await setFavorite(using, user, [one, two], true);
    expect(await idsIn(using, user, id, { tags: [FAVORITE] })).toEqual([two, one]);
    await deleteGenerations(using, user, [two]);
    expect(await idsIn(using, user, id)).toEqual([one]);
    expect(await countOf(using, user, id)).toBe(1);
    expect(await uncollect(using, user, [two], id)).toBe(0);
    expect(await audit(using)).toEqual([]);
    await putBack(using, user, { ids: [two] });
    expect(await idsIn(using, user, id)).toEqual([two, one]);
    expect(await countOf(using, user, id)).toBe(2);
    await deleteGenerations(using, user, [two]);
    await removeForGood(using, user, [two]);
    expect(await countOf(using, user, id)).toBe(1);
    expect(
      await env.DB.prepare("SELECT count(*) AS n FROM collection_members WHERE collection_id = ?")
        .bind(id)
        .first("n"),
    ).toBe(1);
    expect(await audit(using)).toEqual([]);
  });

  test("that is deleted leaves its pictures where they are", async () => {
    const using = world();
    const user = await anAccount(using);
    const one = await aPicture(using, user);
    const id = await aCollection(using, user, [one]);
    await deleteCollection(using, user, id);
    expect(await ownCollection(using, user, id)).toBeNull();
    expect(await collectionsWith(using, user, one).execute()).toEqual([]);
    expect((await historyPage(using, user)).cards.map((card) => card.id)).toEqual([one]);
    expect(
      await env.DB.prepare("SELECT count(*) AS n FROM collection_members WHERE user_id = ?")
        .bind(user.id)
        .first("n"),
    ).toBe(0);
  });

  test("made by the same form twice, or by ten at once, is one", async () => {
    const using = world();
    const user = await anAccount(using);
    const one = await aPicture(using, user);
    await Promise.all(times(10, () => collect(using, user, [one], { name: "Castles" })));
    await makeCollection(using, user, "Castles");
    expect(await allCollections(using, user)).toMatchObject([{ name: "Castles", pictures: 1 }]);
  });

  test("whose making was not answered is there once, with its pictures counted once", async () => {
    const using = world();
    const user = await anAccount(using);
    const one = await aPicture(using, user);
    using.faults.plan("batch", "after");
    await collect(using, user, [one], { name: "Castles" });
    expect(await allCollections(using, user)).toMatchObject([{ name: "Castles", pictures: 1 }]);
    expect(await audit(using)).toEqual([]);
  });

  test("has the newest picture for its cover, until its owner chooses another, and again when that leaves", async () => {
    const using = world();
    const user = await anAccount(using);
    const [one, two] = [await aPicture(using, user), await aPicture(using, user)];
    using.pretend.onCreate = (made) => Response.json(using.pretend.fail(made, "no"), { status: 201 });
    const failed = await aPicture(using, user);
    const id = await aCollection(using, user, [one, two, failed]);
    const cover = async () => (await collectionsPage(using, user, 1)).collections[0]?.image_id;
    expect(await cover()).toBe(two);
    expect(await setCover(using, user, { collectionId: id, generationId: one })).toBe(true);
    expect(await cover()).toBe(one);
    expect(await setCover(using, user, { collectionId: id, generationId: failed })).toBe(false);
    await uncollect(using, user, [one], id);
    expect(await cover()).toBe(two);
    expect(await setCover(using, user, { collectionId: id, generationId: one })).toBe(false);
    await deleteGenerations(using, user, [two]);
    expect(await collectionsPage(using, user, 1)).toMatchObject({
      collections: [{ pictures: 1, image_id: null }],
      hasMore: false,
    });
  });

  test("has a name that no other of the same person has", async () => {
    const using = world();
    const [user, other] = [await anAccount(using), await anAccount(using)];
    const { id = "" } = (await makeCollection(using, user, "Castles")) ?? {};
    await makeCollection(using, user, "Winter");
    await makeCollection(using, other, "Storms");
    expect(await renameCollection(using, user, id, "Winter")).toBe("taken");
    expect(await renameCollection(using, user, id, "Storms")).toBe("renamed");
    expect(await offeredNames(using, user)).toEqual(["Storms", "Winter"]);
  });
});

test("an order saves its pictures into a collection from the start, a new one or one that is there", async () => {
  const using = world();
  const [user, other] = [await anAccount(using), await anAccount(using)];
  await makeCollection(using, other, "Ships");
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const order = anOrder({ collection: " Ships ", count: "2" });
  await startGeneration(using, user, order);
  await startGeneration(using, user, order);
  const [ships] = await allCollections(using, user);
  expect(ships).toMatchObject({ name: "Ships", pictures: 2 });
  expect(await idsIn(using, user, ships?.id ?? "")).toHaveLength(2);
  expect(await allCollections(using, other)).toMatchObject([{ pictures: 0 }]);
});

test("there are as many collections as may be, and no more; those that are there still take pictures", async () => {
  const using = world();
  const user = await anAccount(using);
  const one = await aPicture(using, user);
  const now = new Date().toISOString();
  await env.DB.batch(
    times(MOST_COLLECTIONS, (index) =>
      env.DB.prepare(
        "INSERT INTO collections (id, user_id, name, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
      ).bind(crypto.randomUUID(), user.id, `Number ${index}`, now, now),
    ),
  );
  expect(await makeCollection(using, user, "One more")).toBeNull();
  expect(await collect(using, user, [one], { name: "One more" })).toEqual({ kind: "full" });
  expect(await collect(using, user, [one], { name: "Number 7" })).toMatchObject({ added: 1 });
  const order = { ...anOrder({ collection: "One more" }), fresh: true };
  expect(await startGeneration(using, user, order)).toEqual({ kind: "collections_full" });
  await expectBooksToBalance(using, user);
  expect(await startGeneration(using, user, { ...order, collection: "Number 7" })).toMatchObject({
    kind: "started",
  });
  const { id = "" } = (await makeCollection(using, user, "Number 8")) ?? {};
  await deleteCollection(using, user, id);
  expect(await startGeneration(using, user, { ...order, id: anOrder().id })).toMatchObject({
    kind: "started",
  });
  expect((await makeCollection(using, user, "One more"))?.id).toBeDefined();
  await deleteCollection(using, user, (await makeCollection(using, user, "One more"))?.id ?? "");
  const before = using.rowsRead();
  const { collections, hasMore } = await collectionsPage(using, user, 1);
  expect(using.rowsRead() - before).toBeLessThan(1_500);
  expect(collections[0]).toMatchObject({ name: "Number 7", pictures: 2, image_id: order.id });
  expect(collections).toHaveLength(COLLECTIONS_A_PAGE);
  expect(hasMore).toBe(true);
  expect((await collectionsPage(using, user, 9)).hasMore).toBe(false);
  expect(await offeredNames(using, user)).toHaveLength(COLLECTIONS_OFFERED);
});

test("nobody sees, fills, changes or deletes what is somebody else's", async () => {
  const using = world();
  const [owner, stranger] = [await anAccount(using), await anAccount(using)];
  const [mine, theirs] = [await aPicture(using, owner), await aPicture(using, stranger)];
  const id = await aCollection(using, owner, [mine]);
  expect(await collect(using, stranger, [theirs], { id })).toEqual({ kind: "gone" });
  expect(await collect(using, stranger, [mine], { name: "Taken" })).toMatchObject({ added: 0, unknown: 1 });
  expect(await collect(using, owner, [theirs], { id })).toMatchObject({ added: 0, unknown: 1 });
  expect(await uncollect(using, stranger, [mine], id)).toBe(0);
  expect(await setCover(using, stranger, { collectionId: id, generationId: mine })).toBe(false);
  await renameCollection(using, stranger, id, "Mine now");
  await deleteCollection(using, stranger, id);
  expect(await ownCollection(using, stranger, id)).toBeNull();
  expect(await collectionsWith(using, stranger, mine).execute()).toEqual([]);
  expect(await idsIn(using, stranger, id)).toEqual([]);
  expect(await ownCollection(using, owner, id)).toMatchObject({ name: "Castles", pictures: 1 });
  expect(await audit(using)).toEqual([]);
});

describe("a name is one line, from 1 to 60 characters as people count them", () => {
  const family = "👨‍👩‍👧‍👦";
  test.each([
    ["  My\r\n\tcastles \u202e ", "My castles"],
    ["城堡", "城堡"],
    [family.repeat(60), family.repeat(60)],
    [family.repeat(61), null],
    ["\u200b \u3164", null],
    ["", null],
    // 2,000 bytes, and one more: a mark is two of them.
    [`xx${"\u0301".repeat(999)}`, `xx${"\u0301".repeat(999)}`],
    [`xxx${"\u0301".repeat(999)}`, null],
  ])("%j", (typed, name) => {
    expect(collectionName.safeParse(typed).data ?? null).toBe(name);
  });
});
