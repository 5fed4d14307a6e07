import { afterEach, expect, test, vi } from "vitest";
import type { User } from "~/accounts/user";
import { partsOf } from "~/downloads/parts.server";
import { picturesAmong, picturesOfPart } from "~/downloads/pictures.server";
import { cancelGeneration } from "~/generations/endings/cancel.server";
import { updateGenerations } from "~/generations/generation.server";
import { FREE_REPEATS_A_DAY } from "~/generations/limits";
import { opened } from "~/generations/order/order-form.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { startGeneration } from "~/generations/start.server";
import { audit } from "~/operations/audit.server";
import { takePictures } from "~/pictures/brought/bring.server";
import { openPicture } from "~/pictures/open.server";
import { DAY, MINUTE, timestamp } from "~/platform/clock.server";
import { FAVORITE } from "~/search/tags.server";
import { share, shareOf } from "~/shares/share.server";
import { sharedPicture } from "~/shares/shared-picture.server";
import { aPicture, rowOf, stored } from "../../../test/deleted";
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
import { setFavorite } from "../favorite.server";
import { EVERYTHING, type HistoryFilter } from "../filter.server";
import { historyPage } from "../list.server";
import { aroundIt, filmAlone } from "../room/around.server";
import { ofOrder, orderedTogether } from "../room/order-page.server";
import { deleteGenerations } from "./delete.server";
import { DELETED_DAYS } from "./limits";
import { DELETED_A_PAGE, deletedPage, readDeletedPlace } from "./list.server";
import { deletedGeneration } from "./own-deleted.server";
import { putBack } from "./put-back.server";

afterEach(() => vi.useRealTimers());

function later(ms: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
}

const listed = async (using: World, user: User, filter: Partial<HistoryFilter> = {}) =>
  (await historyPage(using, user, { filter: { ...EVERYTHING, ...filter } })).cards.map(({ id }) => id);
const listedDeleted = async (using: World, user: User) =>
  (await deletedPage(using, user, null)).cards.map(({ id }) => id);
const castles = { terms: ["castle"] };

test("deleted, it is nowhere but in the list of deleted ones and with its owner; the ledger keeps its line", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24" });
  const user = await anAccount(using);
  const parent = await aPicture(using, user, { prompt: "the first" });
  const together = anOrder({ prompt: "three", count: "3" });
  await startGeneration(using, user, together);
  const { id, prompt } = await aPicture(using, user);
  const child = await aPicture(using, user, { prompt: "the last" });
  await updateGenerations(using.db, { parent_id: parent.id }).where("id", "=", id).execute();
  await updateGenerations(using.db, { parent_id: id }).where("id", "=", child.id).execute();
  await setFavorite(using, user, [id], true);
  await share(using, user, id, { withPrompt: true, indexable: true });
  const token = (await shareOf(using, user, id))?.token ?? "";
  const before = await entriesOf(using, user);

  expect(await deleteGenerations(using, user, [id, together.id])).toEqual({
    ...{ deleted: 2, links: 1, open: 0, unknown: 0 },
    at: expect.stringMatching(/^\d{4}-/),
  });

  expect(await listed(using, user)).toHaveLength(4);
  for (const filter of [{}, castles, { tags: [FAVORITE] }])
    expect(await listed(using, user, filter)).not.toContain(id);
  const around = (of: string, parent_id: string | null) => aroundIt(using, user, { id: of, parent_id });
  expect((await around(child.id, id)).thread.before).toEqual([]);
  expect((await around(child.id, id)).neighbours.older).not.toBe(id);
  expect((await around(id, null)).neighbours).toEqual({ newer: null, older: null });
  expect((await around(parent.id, null)).thread.after).toEqual([]);
  const film = (await filmAlone(using, user)).cards.map((card) => card.id);
  expect(film).toHaveLength(4);
  expect(film).not.toContain(id);
  const page = await orderedTogether(using, user, await ofOrder(using, user, together.id));
  expect(page !== "ended" && page?.cards.map(({ id }) => id)).not.toContain(together.id);
  expect(page !== "ended" && page?.cards).toHaveLength(2);
  expect((await partsOf(using, user)).parts.map(({ pictures }) => pictures)).toEqual([4]);
  const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };
  expect((await picturesOfPart(using, user, everything)).map(({ id }) => id)).not.toContain(id);
  expect(await picturesAmong(using, user, [id])).toEqual([]);
  expect(await sharedPicture(using, token)).toBeNull();
  await share(using, user, id, { withPrompt: true, indexable: true });
  expect(await shareOf(using, user, id)).toBeNull();
  expect(await setFavorite(using, user, [id], false)).toEqual({ marked: 0, unknown: 1 });
  expect(await ownGeneration(using, user, id)).toBeNull();

  const form = await opened(using, user, new URLSearchParams({ again: id, source: id }));
  expect([form.values.prompt, form.brought]).toEqual([undefined, []]);
  const brings = new FormData();
  brings.append("source", id);
  expect(await takePictures(using, user, brings)).toMatchObject({ inputs: [], mistake: "picture_gone" });
  // The same order, when it is not sent again: another picture is made, and the deleted one is not given.
  await updateGenerations(using.db, { completed_at: timestamp(-5 * MINUTE) })
    .where("id", "=", id)
    .execute();
  const again = anOrder({ prompt });
  await startGeneration(using, user, again);
  expect(await generation(using, again.id)).toMatchObject({ cached_from: null, cost: 1 });

  expect(await listedDeleted(using, user)).toEqual([id, together.id]);
  expect(await deletedGeneration(using, user, id)).toMatchObject({ id, prompt, favorite: 1 });
  expect(await stored(using, id)).toBe(2);
  const request = new Request(`http://localhost/images/${id}`);
  expect((await openPicture(using, user, id, request))?.status).toBe(200);
  expect((await entriesOf(using, user)).slice(0, before.length)).toEqual(before);
  await expectBooksToBalance(using, user, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("put back by the moment of its deletion, it is where it was; its link stays ended", async () => {
  const using = world();
  const user = await anAccount(using);
  const [one, two, three] = [
    await aPicture(using, user),
    await aPicture(using, user),
    await aPicture(using, user),
  ];
  await setFavorite(using, user, [two.id], true);
  await share(using, user, two.id, { withPrompt: true, indexable: true });
  const before = await listed(using, user);
  const first = await deleteGenerations(using, user, [one.id, two.id]);
  later(1);
  await deleteGenerations(using, user, [three.id]);
  expect(await listed(using, user, castles)).toEqual([]);

  expect(await putBack(using, user, { at: first.at ?? "" })).toBe(2);
  expect(await listedDeleted(using, user)).toEqual([three.id]);
  expect(await listed(using, user, castles)).toEqual([two.id, one.id]);
  expect(await listed(using, user, { tags: [FAVORITE] })).toEqual([two.id]);
  expect(await shareOf(using, user, two.id)).toBeNull();
  expect(await putBack(using, user, { at: first.at ?? "" })).toBe(0);
  expect(await putBack(using, user, { ids: [three.id, one.id, "no id", crypto.randomUUID()] })).toBe(1);
  expect(await listed(using, user)).toEqual(before);
  expect(await audit(using)).toEqual([]);
});

test("sent twice, at once or later, it is answered as if it had come once", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  const answers = await Promise.all(times(3, () => deleteGenerations(using, user, [id])));
  later(MINUTE);
  answers.push(await deleteGenerations(using, user, [id]));
  const [moment, ...others] = new Set(answers.map(({ at }) => at));
  expect(others).toEqual([]);
  expect(answers.map(({ deleted, unknown }) => [deleted, unknown])).toEqual(times(4, () => [1, 0]));
  expect(await putBack(using, user, { at: moment ?? "" })).toBe(1);
  expect(await audit(using)).toEqual([]);
});

test("favourites are deleted as others, since they can be put back; one on its way is left alone", async () => {
  const using = world();
  const user = await anAccount(using);
  const [plain, loved] = [await aPicture(using, user), await aPicture(using, user)];
  await setFavorite(using, user, [loved.id], true);
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const open = await aPicture(using, user);
  const ids = [plain.id, loved.id, open.id];
  expect(await deleteGenerations(using, user, ids)).toMatchObject({ deleted: 2, open: 1, unknown: 0 });
  expect(await listed(using, user)).toEqual([open.id]);
  await cancelGeneration(using, user, open.id);
  expect(await deleteGenerations(using, user, [open.id])).toMatchObject({ deleted: 1, open: 0 });
  await expectBooksToBalance(using, user, { isOver: true });
  expect(await audit(using)).toEqual([]);
});

test("the schema refuses to delete what has not ended", async () => {
  const using = world();
  const user = await anAccount(using);
  using.pretend.onCreate = (made) => Response.json({ ...made, status: "processing" }, { status: 201 });
  const { id } = await aPicture(using, user);
  const deleted = updateGenerations(using.db, { deleted_at: timestamp() }).where("id", "=", id).execute();
  await expect(deleted).rejects.toThrow(/deleted_has_ended/);
});

test("another visitor's pictures are neither deleted nor put back, and look like none", async () => {
  const using = world();
  const [owner, stranger] = [await anAccount(using), await anAccount(using)];
  const { id } = await aPicture(using, owner);
  expect(await deleteGenerations(using, stranger, [id])).toMatchObject({ deleted: 0, at: null, unknown: 1 });
  expect(await listed(using, owner)).toEqual([id]);
  const { at } = await deleteGenerations(using, owner, [id]);
  expect(await putBack(using, stranger, { at: at ?? "" })).toBe(0);
  expect(await putBack(using, stranger, { ids: [id] })).toBe(0);
  expect(await listedDeleted(using, stranger)).toEqual([]);
  expect(await deletedGeneration(using, stranger, id)).toBeNull();
  expect(await listed(using, owner)).toEqual([]);
});

test("1,000 ids at once, among them ids that are none and one sent twice: the visitor's own are deleted", async () => {
  const using = world();
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  const ids = [id, id, "x", "", "' OR 1=1 --", ...times(995, () => crypto.randomUUID())];
  expect(ids).toHaveLength(1000);
  expect(await deleteGenerations(using, user, ids)).toMatchObject({ deleted: 1, open: 0, unknown: 998 });
  expect(await putBack(using, user, { ids })).toBe(1);
});

test.each(["before", "after"] as const)(
  "a database that is lost %s the deletion is asked again",
  async (when) => {
    const using = world();
    const user = await anAccount(using);
    const { id } = await aPicture(using, user);
    using.faults.plan("batch", when);
    const { at, deleted } = await deleteGenerations(using, user, [id]);
    expect(deleted).toBe(1);
    using.faults.plan("batch", when);
    expect(await putBack(using, user, { at: at ?? "" })).toBe(1);
    expect(await listed(using, user, castles)).toEqual([id]);
  },
);

test("one that is marked or shared while it is deleted is neither found by the mark nor shared", async () => {
  const [using, other] = [world(), world()];
  const user = await anAccount(using);
  const { id } = await aPicture(using, user);
  let isFirst = true;
  using.faults.around = async (point, run) => {
    const result = await run();
    // Read as living, and deleted before the mark is written.
    if (point === "query" && isFirst) {
      isFirst = false;
      await deleteGenerations(other, user, [id]);
    }
    return result;
  };
  await setFavorite(using, user, [id], true);
  expect(await rowOf(other, id)).toMatchObject({ deleted_at: expect.any(String) });
  expect(await audit(other)).toEqual([]);
});

test("the cache gives nothing that is deleted between its look and its gift", async () => {
  const vars = { RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" };
  const [using, other] = [world(vars), world()];
  const [user, owner] = [await anAccount(using), await anAccount(using)];
  const source = await aPicture(using, owner, { prompt: "deleted meanwhile" });
  let isFirst = true;
  using.faults.around = async (point, run) => {
    if (point === "batch" && isFirst) {
      isFirst = false;
      await deleteGenerations(other, owner, [source.id]);
    }
    return run();
  };
  const copy = anOrder({ prompt: "deleted meanwhile" });
  await startGeneration(using, user, copy);
  expect(isFirst).toBe(false);
  expect(await generation(other, copy.id)).toMatchObject({ cached_from: null, image_id: copy.id });
});

test("what was given free counts for the day, deleted or not", async () => {
  const using = world({ RESULT_CACHE_HOURS: "24", RESULT_CACHE_SCOPE: "site" });
  const user = await anAccount(using);
  await aPicture(using, await anAccount(using), { prompt: "free again and again" });
  const again = async () => {
    const copy = anOrder({ prompt: "free again and again" });
    await startGeneration(using, user, copy);
    const { cost } = await generation(using, copy.id);
    await deleteGenerations(using, user, [copy.id]);
    return cost;
  };
  for (let free = 0; free < FREE_REPEATS_A_DAY; free++) expect(await again()).toBe(0);
  expect(await again()).toBe(1);
  expect(await listed(using, user)).toEqual([]);
});

test("the form of a deleted picture leads to it, makes no second one and takes nothing", async () => {
  for (const hours of ["0", "24"]) {
    const using = world({ RESULT_CACHE_HOURS: hours });
    const user = await anAccount(using);
    const order = await aPicture(using, user, { prompt: `once ${hours}` });
    await deleteGenerations(using, user, [order.id]);
    expect(await startGeneration(using, user, order)).toEqual({ kind: "started", id: order.id, count: 1 });
    expect(await listed(using, user)).toEqual([]);
    expect(await entriesOf(using, user)).toHaveLength(2);
  }
});

test("the list says until when, has pages, and forgets what is due", async () => {
  const using = world();
  const user = await anAccount(using, { credits: 100 });
  const orders = [];
  for (let made = 0; made < DELETED_A_PAGE + 2; made++)
    orders.push(await aPicture(using, user, { seed: String(made) }));
  const [first, ...others] = orders.map(({ id }) => id);
  await deleteGenerations(using, user, [first ?? ""]);
  later(DAY);
  await deleteGenerations(using, user, others);
  const page = await deletedPage(using, user, null);
  expect(page.cards.map(({ id }) => id)).toEqual([...others].reverse().slice(0, DELETED_A_PAGE));
  expect(Date.parse(page.cards[0]?.until ?? "")).toBe(Date.now() + DELETED_DAYS * DAY);
  const place = readDeletedPlace(page.older ?? "");
  expect(place).not.toBeNull();
  expect(await deletedPage(using, user, place)).toMatchObject({
    cards: [{ id: others[0] }, { id: first }],
    older: null,
  });
  for (const text of ["", "x_1", "2026-01-01", "2026-01-01T00:00:00.000Z_x"])
    expect(readDeletedPlace(text)).toBeNull();

  later((DELETED_DAYS - 1) * DAY);
  expect(await deletedGeneration(using, user, first ?? "")).toBeNull();
  expect(await putBack(using, user, { ids: [first ?? "", others[0] ?? ""] })).toBe(1);
});
