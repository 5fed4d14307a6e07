import { expect, test } from "vitest";
import { anAccount, anOrder, times, type World, world } from "../../test/world";
import type { User } from "../accounts/sessions.server";
import { readCursor } from "../platform/pages.server";
import { nextPosition } from "./generation.server";
import { historyPage, ownGeneration } from "./history.server";
import { orderColumns } from "./order.server";

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
  return rows.sort((a, b) => (b.created_at + b.id > a.created_at + a.id ? 1 : -1)).map(({ id }) => id);
}

const cursor = (older: string | null) => readCursor(new Request(`http://localhost/history?before=${older}`));

test("24 a page, newest first, open and failed ones too, without a gap or a repeat", async () => {
  const using = world();
  const user = await anAccount(using);
  const ids = await aLongHistory(using, user, 60);
  const first = await historyPage(using, user);
  const second = await historyPage(using, user, { cursor: cursor(first.older) });
  const third = await historyPage(using, user, { cursor: cursor(second.older) });
  expect(first.cards).toHaveLength(24);
  expect([...first.cards, ...second.cards, ...third.cards].map(({ id }) => id)).toEqual(ids);
  expect(third.older).toBeNull();
  expect(new Set(first.cards.map(({ status }) => status))).toEqual(
    new Set(["succeeded", "failed", "running"]),
  );
});

test("a page deep down reads no more rows than the first", async () => {
  const using = world();
  const user = await anAccount(using);
  await aLongHistory(using, user, 400);
  await aLongHistory(using, await anAccount(using), 400);
  let before: string | null = null;
  const read: number[] = [];
  for (let page = 0; page < 16; page++) {
    const rows = using.rowsRead();
    const at: ReturnType<typeof cursor> = before === null ? null : cursor(before);
    before = (await historyPage(using, user, { cursor: at })).older;
    read.push(using.rowsRead() - rows);
  }
  // 25 generations and one more for the end, and a row of images for each third of them.
  expect(Math.max(...read)).toBeLessThanOrEqual(26 + 9);
});

test("another visitor's pictures do not exist", async () => {
  const using = world();
  const [user, stranger] = [await anAccount(using), await anAccount(using)];
  const [id = ""] = await aLongHistory(using, user, 1);
  expect((await historyPage(using, stranger)).cards).toEqual([]);
  expect(await ownGeneration(using, user, id)).toMatchObject({ id });
  await expect(ownGeneration(using, stranger, id)).rejects.toMatchObject({ status: 404 });
});

test.each(["", "x", "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z_x", "null"])(
  "%j is no place in a list",
  (text) => {
    expect(() => cursor(text)).toThrowError(expect.objectContaining({ status: 404 }));
  },
);
