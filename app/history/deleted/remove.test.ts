import { sql } from "kysely";
import { afterEach, describe, expect, test, vi } from "vitest";
import { nextPosition, updateGenerations } from "~/generations/generation.server";
import { settlement } from "~/generations/settle.server";
import { startGeneration } from "~/generations/start.server";
import { audit } from "~/operations/audit.server";
import { sweep } from "~/operations/sweep.server";
import { sweepImages } from "~/pictures/sweep.server";
import { DAY, MINUTE, timestamp } from "~/platform/clock.server";
import { share } from "~/shares/share.server";
import { aPicture, deleteForGood, rowOf, stored } from "../../../test/deleted";
import {
  anAccount,
  anOrder,
  entriesOf,
  expectBooksToBalance,
  generation,
  times,
  type World,
  world,
} from "../../../test/world";
import { deleteGenerations } from "./delete.server";
import { DELETED_DAYS } from "./limits";
import { putBack } from "./put-back.server";
import { removeDue, removeForGood } from "./remove.server";

afterEach(() => vi.useRealTimers());

test("the sweep removes what was deleted 30 days ago, and nothing a minute younger or put back", async () => {
  const using = world();
  const user = await anAccount(using);
  const start = Date.now();
  const at = (moment: number) => vi.useFakeTimers({ toFake: ["Date"], now: start + moment });
  at(0);
  const [old, back, young] = [
    await aPicture(using, user),
    await aPicture(using, user),
    await aPicture(using, user),
  ];
  await deleteGenerations(using, user, [old.id, back.id]);
  await putBack(using, user, { ids: [back.id] });
  at(MINUTE);
  await deleteGenerations(using, user, [young.id]);
  at(DELETED_DAYS * DAY - 1);
  await sweep(using);
  expect(await rowOf(using, old.id)).toBeDefined();
  at(DELETED_DAYS * DAY);
  await sweep(using);
  expect(await rowOf(using, old.id)).toBeUndefined();
  expect(await stored(using, old.id)).toBe(0);
  for (const { id } of [back, young]) expect(await stored(using, id)).toBe(2);
  expect(await putBack(using, user, { ids: [young.id] })).toBe(1);
  await expectBooksToBalance(using, user);
  expect(await audit(using)).toEqual([]);
});

describe("isolates whose clocks differ", () => {
  test.each([0, 5_000])(
    "what is deleted after all was deleted for good can be put back, %i ms behind",
    async (behind) => {
      const using = world();
      const user = await anAccount(using);
      const { id } = await aPicture(using, user);
      await share(using, user, id, { withPrompt: false, indexable: false });
      const start = Date.now();
      vi.useFakeTimers({ toFake: ["Date"], now: start });
      await removeForGood(using, user, "all");
      await using.db.insertInto("emptied").values({ user_id: user.id, emptied_at: timestamp() }).execute();
      vi.setSystemTime(start - behind);
      expect(await deleteGenerations(using, user, [id])).toMatchObject({ deleted: 1, links: 1 });
      const { rows } = await sql`
      SELECT 1 FROM search JOIN generation_history ON position = search.rowid WHERE id = ${id}`.execute(
        using.db,
      );
      expect(rows).toEqual([]);
      expect(await putBack(using, user, { ids: [id] })).toBe(1);
      await removeForGood(using, user, "all");
    },
  );

  test("what was deleted before goes with all that is deleted for good, though its time is later", async () => {
    const using = world();
    const user = await anAccount(using);
    const { id } = await aPicture(using, user);
    const start = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: start + 5_000 });
    await deleteGenerations(using, user, [id]);
    vi.setSystemTime(start);
    await removeForGood(using, user, "all");
    expect(await rowOf(using, id)).toBeUndefined();
  });
});

test("one that is put back between the sweep's look and its removal stays", async () => {
  const [using, other] = [world(), world()];
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  await deleteGenerations(using, user, [id]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DELETED_DAYS * DAY });
  using.faults.around = async (point, run) => {
    if (point === "batch")
      await updateGenerations(other.db, { deleted_at: null }).where("id", "=", id).execute();
    return run();
  };
  await removeDue(using);
  expect(await rowOf(other, id)).toBeDefined();
  expect(await stored(other, id)).toBe(2);
});

test("nobody removes another's for good, and nothing that is not deleted", async () => {
  const using = world();
  const [owner, stranger] = [await anAccount(using), await anAccount(using)];
  const [deleted, living] = [await aPicture(using, owner), await aPicture(using, owner)];
  await deleteGenerations(using, owner, [deleted.id]);
  await removeForGood(using, stranger, [deleted.id, living.id]);
  await removeForGood(using, stranger, "all");
  expect(await stored(using, deleted.id)).toBe(2);
  await removeForGood(using, owner, [living.id]);
  await removeForGood(using, owner, "all");
  expect([await stored(using, deleted.id), await stored(using, living.id)]).toEqual([0, 2]);
});

test("what is deleted for good loses row, picture and thumbnail; the ledger keeps its lines and the books balance", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  expect(await stored(using, id)).toBe(2);
  const before = await entriesOf(using, user);
  await deleteForGood(using, user, [id]);
  expect(await rowOf(using, id)).toBeUndefined();
  expect(await using.db.selectFrom("images").select("id").where("id", "=", id).execute()).toEqual([]);
  expect(await stored(using, id)).toBe(0);
  expect(await entriesOf(using, user)).toEqual(before);
  await expectBooksToBalance(using, user);
  expect(await audit(using)).toEqual([]);
});

test("the form of a picture that is gone for good makes no second one, and takes nothing", async () => {
  for (const vars of [{ RESULT_CACHE_HOURS: "0" }, { RESULT_CACHE_HOURS: "24" }]) {
    const using = world(vars);
    const user = await anAccount(using);
    const order = await aPicture(using, user, { prompt: `once ${vars.RESULT_CACHE_HOURS}` });
    await deleteForGood(using, user, [order.id]);
    // Somebody has the same picture meanwhile, so the cache could give it.
    await aPicture(using, await anAccount(using), { prompt: order.prompt });
    expect(await startGeneration(using, user, order)).toEqual({ kind: "used" });
    await expectBooksToBalance(using, user);
    expect(await audit(using)).toEqual([]);
  }
});

test("no picture goes as long as its copy is there: it goes with the last of them", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using);
  const source = await aPicture(using, user, { prompt: "shared by two" });
  // Pictures were once given again so, and are still there.
  const copy = anOrder({ prompt: "shared by two" });
  const { position: _, ...row } = await using.db
    .selectFrom("generation_history")
    .selectAll()
    .where("id", "=", source.id)
    .executeTakeFirstOrThrow();
  const given = { ...row, id: copy.id, prediction_id: null, cached_from: source.id, cost: 0 };
  await using.db.atomically([
    using.db.insertInto("generation_history").values({ ...given, position: nextPosition() }),
    settlement(using, copy.id, { outcome: "succeeded" }),
  ]);

  await deleteForGood(using, user, [source.id]);
  expect(await stored(using, source.id)).toBe(2);
  expect(await generation(using, copy.id)).toMatchObject({ status: "succeeded", image_id: source.id });
  expect(await audit(using)).toEqual([]);

  await deleteForGood(using, user, [copy.id]);
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
    deleteForGood(using, owner, [source.id]),
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
  await deleteForGood(using, user, [one.id]);
  expect(await using.pictures.head(`inputs/${input.id}`)).not.toBeNull();
  await deleteForGood(using, user, [two.id]);
  expect(await using.pictures.head(`inputs/${input.id}`)).toBeNull();
  expect(await using.db.selectFrom("inputs").select("id").where("id", "=", input.id).execute()).toEqual([]);
});

test("sent twice at once it is done once, and nothing breaks", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  await deleteGenerations(using, user, [id]);
  await Promise.all(times(3, () => removeForGood(using, user, [id])));
  expect(await stored(using, id)).toBe(0);
  expect(await audit(using)).toEqual([]);
});

test.each(["before", "after"] as const)(
  "a database that is lost %s the removal is asked again",
  async (when) => {
    const using = world();
    const user = await anAccount(using);
    const { id } = await aPicture(using, user);
    await deleteGenerations(using, user, [id]);
    using.faults.plan("batch", when);
    await removeForGood(using, user, [id]);
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
  await deleteGenerations(using, user, [id]);
  await removeForGood(dying, user, [id]);
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
  await deleteGenerations(using, user, all);
  // More than one removal takes at once: the sweep finds the rest, and what was noted of them goes with the last.
  const emptied = () =>
    using.db.selectFrom("emptied").select("user_id").where("user_id", "=", user.id).execute();
  await removeForGood({ ...using, pictures: counting }, user, "all");
  expect(await emptied()).toEqual([{ user_id: user.id }]);
  await removeDue({ ...using, pictures: counting });
  expect(await emptied()).toEqual([]);
  expect(calls.length).toBeGreaterThan(1);
  expect(Math.max(...calls)).toBeLessThanOrEqual(1000);
  expect(calls.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2 * all.length);
  expect(await stored(using, id)).toBe(0);
});

const imageOf = ({ db }: World, id: string) =>
  db.selectFrom("images").selectAll().where("id", "=", id).executeTakeFirst();
