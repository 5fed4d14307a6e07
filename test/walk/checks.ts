import { env } from "cloudflare:test";
import { expect } from "vitest";
import type { User } from "~/accounts/sessions.server";
import { historyPage } from "~/generations/history.server";
import { EVERYTHING } from "~/generations/history-filter.server";
import { expectBooksToBalance, type World } from "../world";

/** When nothing is on its way any more: what was paid for was given or paid back, whatever was deleted since. */
export async function expectEverythingSettled(using: World, user: User): Promise<void> {
  await expectBooksToBalance(using, user, { isOver: true });
  const entries = await using.db
    .selectFrom("credit_entries")
    .leftJoin("settlements", "settlements.generation_id", "credit_entries.generation_id")
    .select(["credit_entries.generation_id", "kind", "amount", "outcome"])
    .where("user_id", "=", user.id)
    .execute();
  const amountsOf = (kind: string) =>
    new Map(
      entries.filter((entry) => entry.kind === kind).map((entry) => [entry.generation_id, entry.amount]),
    );
  const [debits, refunds] = [amountsOf("generation"), amountsOf("refund")];
  const outcomes = new Map(entries.map(({ generation_id, outcome }) => [generation_id, outcome]));
  for (const [id, amount] of debits) {
    expect(["succeeded", "failed", "canceled"], `the settlement of ${id}`).toContain(outcomes.get(id));
    expect(refunds.get(id), `the refund of ${id}`).toBe(
      outcomes.get(id) === "succeeded" ? undefined : -amount,
    );
  }
  expect([...refunds.keys()].filter((id) => !debits.has(id))).toEqual([]);
}

/** When the sweep's times of grace are over, for a database of one visitor: the store holds what rows refer to, and no more. */
export async function expectNothingLeftOver(using: World, user: User): Promise<void> {
  const rows = await using.db.selectFrom("generation_history").selectAll().execute();
  const images = await using.db.selectFrom("images").selectAll().execute();
  const inputs = await using.db.selectFrom("inputs").select("id").execute();
  expect(ids(images)).toEqual(distinct(rows.map(({ image_id }) => image_id)));
  expect(ids(inputs)).toEqual(distinct(rows.map(({ input_id }) => input_id)));
  expect(await keysUnder("pictures/")).toEqual(ids(images));
  expect(await keysUnder("inputs/")).toEqual(ids(inputs));
  expect(await keysUnder("thumbnails/")).toEqual(
    ids(images.filter((image) => image.thumbnail_bytes !== null)),
  );

  const succeeded = new Set(rows.filter(({ status }) => status === "succeeded").map(({ id }) => id));
  const shares = await using.db.selectFrom("shares").select("generation_id").execute();
  expect(shares.filter(({ generation_id }) => !succeeded.has(generation_id))).toEqual([]);
  await expectSearchToFind(using, user, rows);
}

/** The index has a row for each generation, with the tags that it has now, and no other. */
async function expectSearchToFind(
  using: World,
  user: User,
  rows: { id: string; position: number; favorite: 0 | 1 }[],
): Promise<void> {
  const { results } = await env.DB.prepare("SELECT rowid FROM search ORDER BY rowid").all<{
    rowid: number;
  }>();
  expect(results.map(({ rowid }) => rowid)).toEqual(
    rows.map(({ position }) => position).sort((a, b) => a - b),
  );
  const { cards } = await historyPage(using, user, {
    filter: { ...EVERYTHING, favorite: true },
    limit: 1_000,
  });
  expect(ids(cards)).toEqual(ids(rows.filter(({ favorite }) => favorite === 1)));
}

/** Once the visitor has deleted all: only the ledger and its settlements tell of it. */
export async function expectNothingButTheLedger(): Promise<void> {
  for (const table of ["generation_history", "images", "inputs", "shares", "search"])
    expect(await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first("n"), table).toBe(0);
  expect(await keysUnder("")).toEqual([]);
}

async function keysUnder(prefix: string): Promise<string[]> {
  const { objects } = await env.PICTURES.list({ prefix });
  return objects.map(({ key }) => key.slice(prefix.length)).sort();
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
const distinct = (some: (string | null)[]) => [...new Set(some.filter((id) => id !== null))].sort();
