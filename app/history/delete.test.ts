import { sql } from "kysely";
import { expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { cancelGeneration } from "~/generations/endings/cancel.server";
import { updateGenerations } from "~/generations/generation.server";
import { startGeneration } from "~/generations/start.server";
import { audit } from "~/operations/audit.server";
import { sweepImages } from "~/pictures/sweep.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import {
  anAccount,
  anOrder,
  entriesOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../test/world";
import { deleteGenerations } from "./delete.server";
import { setFavorite } from "./favorite.server";

const everything = { alsoFavorites: true };

async function aPicture(using: World, user: User, fields: Parameters<typeof anOrder>[0] = {}) {
  const order = anOrder(fields);
  await startGeneration(using, user, order);
  await using.pictures.put(`thumbnails/${order.id}`, "small");
  return order;
}

const rowOf = ({ db }: World, id: string) =>
  db.selectFrom("generation_history").selectAll().where("id", "=", id).executeTakeFirst();

const stored = async ({ pictures }: World, id: string) =>
  (await Promise.all(["pictures", "thumbnails"].map((kind) => pictures.head(`${kind}/${id}`)))).filter(
    Boolean,
  ).length;

test("deleting removes row, picture and thumbnail; the ledger keeps its lines and the books balance", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  expect(await stored(using, id)).toBe(2);
  const before = await entriesOf(using, user);
  expect(await deleteGenerations(using, user, [id], everything)).toEqual({
    deleted: 1,
    spared: 0,
    open: 0,
    unknown: 0,
  });
  expect(await rowOf(using, id)).toBeUndefined();
  expect(await using.db.selectFrom("images").select("id").where("id", "=", id).execute()).toEqual([]);
  expect(await stored(using, id)).toBe(0);
  expect(await entriesOf(using, user)).toEqual(before);
  await expectBooksToBalance(using, user);
  expect(await audit(using)).toEqual([]);
});

test("the form of a deleted picture makes no second one, and takes nothing", async () => {
  for (const vars of [{ RESULT_CACHE_HOURS: "0" }, { RESULT_CACHE_HOURS: "24" }]) {
    const using = world(vars);
    const user = await anAccount(using);
    const order = await aPicture(using, user, { prompt: `once ${vars.RESULT_CACHE_HOURS}` });
    await deleteGenerations(using, user, [order.id], everything);
    // Somebody has the same picture meanwhile, so the cache could give it.
    await aPicture(using, await anAccount(using), { prompt: order.prompt });
    expect(await startGeneration(using, user, order)).toEqual({ kind: "used" });
    await expectBooksToBalance(using, user);
    expect(await audit(using)).toEqual([]);
  }
});

test("deleting a picture never breaks its copy: it goes with the last of them", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using);
  const source = await aPicture(using, user, { prompt: "shared by two" });
  await updateGenerations(using.db, { completed_at: timestamp(-5 * MINUTE) })
    .where("id", "=", source.id)
    .execute();
  const copy = await aPicture(using, user, { prompt: "shared by two" });
  expect(await generation(using, copy.id)).toMatchObject({ cached_from: source.id, image_id: source.id });

  await deleteGenerations(using, user, [source.id], everything);
  expect(await stored(using, source.id)).toBe(2);
  expect(await generation(using, copy.id)).toMatchObject({ status: "succeeded", image_id: source.id });
  expect(await audit(using)).toEqual([]);

  await deleteGenerations(using, user, [copy.id], everything);
  expect(await stored(using, source.id)).toBe(0);
  // The picture was free, so no ledger line stands in the way of the same form: it is a new order, complete and paid.
  expect(await startGeneration(using, user, copy)).toMatchObject({ kind: "started", id: copy.id });
  await expectBooksToBalance(using, user, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("a hit of the cache at the same moment keeps the picture or gets none", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" });
  const [owner, ...others] = [
    await anAccount(using),
    ...(await Promise.all(times(4, () => anAccount(using)))),
  ];
  const source = await aPicture(using, owner, { prompt: "at the same moment" });
  await Promise.all([
    ...others
      .slice(0, 2)
      .map((user) => startGeneration(using, user, anOrder({ prompt: "at the same moment" }))),
    deleteGenerations(using, owner, [source.id], everything),
    ...others.slice(2).map((user) => startGeneration(using, user, anOrder({ prompt: "at the same moment" }))),
  ]);
  for (const user of others) await expectBooksToBalance(using, user, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("an upload goes with the last picture made of it", async () => {
  const using = world();
  const user = await anAccount(using);
  const [one, two] = [
    await aPicture(using, user, { prompt: "a" }),
    await aPicture(using, user, { prompt: "b" }),
  ];
  const input = {
    ...{ id: crypto.randomUUID(), user_id: user.id, content_type: "image/png" as const },
    ...{ width: 1, height: 1, bytes: 1, sha256: "-", created_at: timestamp() },
  };
  await using.db.insertInto("inputs").values(input).execute();
  await using.pictures.put(`inputs/${input.id}`, "bytes");
  await using.db
    .updateTable("generation_history")
    .set({ input_id: input.id })
    .where("id", "in", [one.id, two.id])
    .execute();
  await deleteGenerations(using, user, [one.id], everything);
  expect(await using.pictures.head(`inputs/${input.id}`)).not.toBeNull();
  await deleteGenerations(using, user, [two.id], everything);
  expect(await using.pictures.head(`inputs/${input.id}`)).toBeNull();
  expect(await using.db.selectFrom("inputs").select("id").where("id", "=", input.id).execute()).toEqual([]);
});

test("favourites are spared unless told, and one on its way is left alone", async () => {
  const using = world();
  const user = await anAccount(using);
  const [plain, loved] = [await aPicture(using, user), await aPicture(using, user)];
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const open = await aPicture(using, user);
  expect(await setFavorite(using, user, [loved.id], true)).toEqual({ marked: 1, unknown: 0 });
  const ids = [plain.id, loved.id, open.id];
  expect(await deleteGenerations(using, user, ids, { alsoFavorites: false })).toEqual({
    deleted: 1,
    spared: 1,
    open: 1,
    unknown: 0,
  });
  expect(await rowOf(using, loved.id)).toMatchObject({ favorite: 1 });
  expect(await deleteGenerations(using, user, ids, everything)).toEqual({
    deleted: 1,
    spared: 0,
    open: 1,
    unknown: 1,
  });
  await cancelGeneration(using, user, open.id);
  expect(await deleteGenerations(using, user, [open.id], everything)).toMatchObject({ deleted: 1 });
  await expectBooksToBalance(using, user, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("another visitor's pictures are neither deleted nor marked, and look like none", async () => {
  const using = world();
  const [owner, stranger] = [await anAccount(using), await anAccount(using)];
  const { id } = await aPicture(using, owner);
  expect(await deleteGenerations(using, stranger, [id], everything)).toMatchObject({
    deleted: 0,
    unknown: 1,
  });
  expect(await setFavorite(using, stranger, [id], true)).toEqual({ marked: 0, unknown: 1 });
  expect(await rowOf(using, id)).toMatchObject({ favorite: 0 });
  expect(await stored(using, id)).toBe(2);
});

test("1,000 ids at once, among them ids that are none and one sent twice: the visitor's own are deleted", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  const ids = [id, id, "x", "", "' OR 1=1 --", ...times(995, () => crypto.randomUUID())];
  expect(ids).toHaveLength(1000);
  expect(await deleteGenerations(using, user, ids, everything)).toEqual({
    deleted: 1,
    spared: 0,
    open: 0,
    unknown: 998,
  });
  expect(await rowOf(using, id)).toBeUndefined();
});

test("sent twice at once it is done once, and nothing breaks", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  await Promise.all(times(3, () => deleteGenerations(using, user, [id], everything)));
  expect(await stored(using, id)).toBe(0);
  expect(await audit(using)).toEqual([]);
});

test.each(["before", "after"] as const)(
  "a database that is lost %s the deletion is asked again",
  async (when) => {
    const using = world();
    const user = await anAccount(using);
    const { id } = await aPicture(using, user);
    using.faults.plan("batch", when);
    expect(await deleteGenerations(using, user, [id], everything)).toMatchObject({ deleted: 1 });
    expect(await stored(using, id)).toBe(0);
  },
);

test("a Worker that dies between the rows and the store leaves objects to the sweep", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  const dying = {
    ...using,
    pictures: new Proxy(using.pictures, {
      get(target, name) {
        if (name === "delete") return () => Promise.reject(new Error("the isolate is gone"));
        return Reflect.get(target, name).bind(target);
      },
    }),
  };
  await deleteGenerations(dying, user, [id], everything);
  expect(await rowOf(using, id)).toBeUndefined();
  expect(await stored(using, id)).toBe(2);
  // A sweep of an hour later is told by its list that the objects are older than that.
  const later = {
    ...using,
    pictures: new Proxy(using.pictures, {
      get(target, name) {
        if (name !== "list") return Reflect.get(target, name).bind(target);
        return async (options: R2ListOptions) => {
          const list = await target.list(options);
          return { ...list, objects: list.objects.map(({ key }) => ({ key, uploaded: new Date(0) })) };
        };
      },
    }),
  };
  expect((await sweepImages(later)).orphans_removed).toBeGreaterThanOrEqual(1);
  expect(await stored(using, id)).toBe(0);
});

test("one that becomes a favourite between reading and deleting is spared", async () => {
  const [using, other] = [world(), world()];
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  using.faults.around = async (point, run) => {
    if (point === "batch") await setFavorite(other, user, [id], true);
    return run();
  };
  await deleteGenerations(using, user, [id], { alsoFavorites: false });
  expect(await rowOf(other, id)).toMatchObject({ favorite: 1 });
  expect(await stored(other, id)).toBe(2);
  expect(await audit(other)).toEqual([]);
});

test("the objects of 600 pictures are removed in calls of no more keys than R2 takes", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  const [row, image] = [await rowOf(using, id), await imageOf(using, id)];
  const ids = times(600, () => crypto.randomUUID());
  const position = sql<number>`(SELECT max(position) + 1 FROM generation_history)`;
  await using.db.atomically(
    ids.flatMap((copy) => [
      using.db.insertInto("images").values({ ...image, id: copy } as never),
      using.db
        .insertInto("generation_history")
        .values({ ...row, id: copy, image_id: copy, prediction_id: null, position } as never),
    ]),
  );
  const calls: number[] = [];
  const counting = new Proxy(using.pictures, {
    get(target, name) {
      if (name !== "delete") return Reflect.get(target, name).bind(target);
      return (keys: string[]) => {
        calls.push(keys.length);
        return target.delete(keys);
      };
    },
  });
  const all = [id, ...ids];
  await deleteGenerations({ ...using, pictures: counting }, user, all, everything);
  expect(calls.length).toBeGreaterThan(1);
  expect(Math.max(...calls)).toBeLessThanOrEqual(1000);
  expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2 * all.length);
  expect(await stored(using, id)).toBe(0);
});

const imageOf = ({ db }: World, id: string) =>
  db.selectFrom("images").selectAll().where("id", "=", id).executeTakeFirst();
