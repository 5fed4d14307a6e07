import { expect, test } from "vitest";
import type { User } from "~/accounts/user";
import { nextPosition } from "~/generations/generation.server";
import { orderColumns } from "~/generations/order/order-columns.server";
import { ownGeneration } from "~/generations/own-generation.server";
import { anAccount, anOrder, times, type World, world } from "../../test/world";
import { historyPage } from "./list.server";
import { type Place, readPlace } from "./places.server";

/** Rows as a visitor of many years has them: `count` of them, some in the same millisecond. */
async function aLongHistory(using: World, user: User, count: number): Promise<string[]> {
  const rows = times(count, (index) => {
    const order = anOrder({ prompt: `Picture ${index}` });
    const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 3) * 1000).toISOString();
    const dates = { created_at: at, completed_at: at, updated_at: at };
    const status = (["succeeded", "failed", "running"] as const)[index % 3] ?? "failed";
    const image_id = status === "succeeded" ? order.id : null;
    return {
      ...{ id: order.id, order_id: order.id, user_id: user.id, ...orderColumns(order) },
      ...{ position: nextPosition(), status, image_id, ...dates },
    };
  });
  const size = {
    content_type: "image/webp" as const,
    width: 1,
    height: 1,
    bytes: 1,
    created_at: "2026-01-01",
  };
  await using.db.atomically([
    ...rows
      .filter(({ image_id }) => image_id)
      .map(({ id }) => using.db.insertInto("images").values({ id, ...size })),
    ...rows.map((row) => using.db.insertInto("generation_history").values(row)),
  ]);
  return rows.map(({ id }) => id).reverse();
}

const olderThan = (position: number | null): Place => (position === null ? "start" : { before: position });
const idsOf = ({ cards }: Awaited<ReturnType<typeof historyPage>>) => cards.map(({ id }) => id);

test("60 a page, newest first, open and failed ones too, without a gap or a repeat, down and up again", async () => {
  const using = world();
  const user = await anAccount(using);
  const ids = await aLongHistory(using, user, 150);
  const first = await historyPage(using, user);
  const second = await historyPage(using, user, { place: olderThan(first.older) });
  const third = await historyPage(using, user, { place: olderThan(second.older) });
  expect(first.cards).toHaveLength(60);
  expect([first, second, third].flatMap(idsOf)).toEqual(ids);
  expect([first.newer, third.older]).toEqual([null, null]);
  expect(new Set(first.cards.map(({ status }) => status))).toEqual(
    new Set(["succeeded", "failed", "running"]),
  );

  const above = await historyPage(using, user, { place: { after: third.newer ?? 0 } });
  expect(above).toEqual(second);
  const top = await historyPage(using, user, { place: { after: above.newer ?? 0 } });
  expect(idsOf(top)).toEqual(idsOf(first));
  expect(top).toMatchObject({ newer: null, older: first.older });
});

test("a list that just fills a page has no other, and beyond its ends there is nothing", async () => {
  const using = world();
  const user = await anAccount(using);
  await aLongHistory(using, user, 60);
  const { cards, ...ends } = await historyPage(using, user);
  expect(cards).toHaveLength(60);
  const none = { older: null, newer: null, found: 0, months: [] };
  expect(ends).toEqual(none);
  const nothing = { cards: [], ...none };
  expect(await historyPage(using, user, { place: { before: 0 } })).toEqual(nothing);
  expect(await historyPage(using, user, { place: { after: 10 ** 12 } })).toEqual(nothing);
});

test("a page deep down reads no more rows than the first", async () => {
  const using = world();
  const user = await anAccount(using);
  await aLongHistory(using, user, 400);
  await aLongHistory(using, await anAccount(using), 400);
  let older: number | null = null;
  const read: number[] = [];
  for (let page = 0; page < 6; page++) {
    const rows = using.rowsRead();
    older = (await historyPage(using, user, { place: olderThan(older) })).older;
    read.push(using.rowsRead() - rows);
  }
  // 60 and one more for the end: each found, read as a place and as a row; of images a third; one for the other side.
  expect(Math.max(...read)).toBeLessThanOrEqual(3 * 61 + 21 + 1);
});

test("the oldest first is the same list, the other way round, page by page", async () => {
  const using = world();
  const user = await anAccount(using);
  const ids = await aLongHistory(using, user, 130);
  const order = "oldest";
  const first = await historyPage(using, user, { order });
  const second = await historyPage(using, user, { order, place: { after: first.newer ?? 0 } });
  const third = await historyPage(using, user, { order, place: { after: second.newer ?? 0 } });
  expect([first, second, third].flatMap(idsOf)).toEqual(ids.toReversed());
  expect([first.older, third.newer]).toEqual([null, null]);
  const above = await historyPage(using, user, { order, place: { before: third.older ?? 0 } });
  expect(above).toEqual(second);
});

test("counts what a filter finds, and knows the months with pictures and where each begins", async () => {
  const using = world();
  const user = await anAccount(using);
  const ids = await aLongHistory(using, user, 6);
  const months = ["2025-03-31T23:59:59.999Z", "2025-03-31T23:59:59.999Z", "2025-04-01T00:00:00.000Z"];
  for (const [index, created_at] of [...months, "2025-12-31T12:00:00.000Z"].entries())
    await using.db
      .updateTable("generation_history")
      .set({ created_at })
      .where("id", "=", ids.toReversed()[index] ?? "")
      .execute();
  const monthsIn = async (order: "newest" | "oldest") => {
    const page = await historyPage(using, user, { order, isCounted: true, monthsIn: "UTC" });
    expect(page.found).toBe(6);
    const begin = page.months.map(async ({ month, place }) => {
      const { cards } = await historyPage(using, user, { order, place: place ?? "start" });
      return [month, cards[0]?.created_at.slice(0, 7), ids.indexOf(cards[0]?.id ?? "")];
    });
    return Promise.all(begin);
  };
  for (const [timeZone, all] of [
    ["Asia/Shanghai", ["2026-01", "2025-12", "2025-04"]],
    ["America/New_York", ["2025-12", "2025-03"]],
  ] as const) {
    const { months } = await historyPage(using, user, { monthsIn: timeZone });
    expect(months.map(({ month }) => month)).toEqual(all);
    const { cards } = await historyPage(using, user, { place: months.at(-1)?.place ?? "start" });
    expect(cards).toHaveLength(3);
  }
  const all = ["2026-01", "2025-12", "2025-04", "2025-03"];
  expect(await monthsIn("newest")).toEqual(all.map((month, index) => [month, month, [0, 2, 3, 4][index]]));
  expect(await monthsIn("oldest")).toEqual(all.map((month, index) => [month, month, [1, 2, 3, 5][index]]));
});

test("another visitor's pictures do not exist", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const [id = ""] = await aLongHistory(using, user, 1);
  expect((await historyPage(using, stranger)).cards).toEqual([]);
  expect(await ownGeneration(using, user, id)).toMatchObject({ id });
  expect(await ownGeneration(using, stranger, id)).toBeNull();
});

test.each([
  "before=",
  "before=x",
  "before=-1",
  "before=1.5",
  "after=1e3",
  "before=1&after=1",
  "after=9999999999999999",
])("%j is no place in a list", (search) => {
  const url = new URL(`http://localhost/history?${search}`);
  expect(readPlace(url)).toBeNull();
});
