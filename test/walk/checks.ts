import { env } from "cloudflare:test";
import { expect } from "vitest";
import type { User } from "~/accounts/user";
import { MOST_ATTEMPTS } from "~/generations/limits";
import { allCollections } from "~/history/collections/list.server";
import { EVERYTHING } from "~/history/filter.server";
import { historyPage } from "~/history/list.server";
import { FAVORITE, inCollection } from "~/search/tags.server";
import { addressesIn } from "../pretend-files";
import type { PretendPrediction, PretendReplicate } from "../pretend-replicate";
import { expectBooksToBalance, type World } from "../world";

/** Expects, once nothing is on its way, that all that was paid for was given or refunded, whatever was deleted since. */
export async function expectEverythingSettled(using: World, user: User): Promise<void> {
  await expectBooksToBalance(using, user, { isOver: true });
  const entries = await using.db
    .selectFrom("credit_entries")
    .leftJoin("settlements", "settlements.generation_id", "credit_entries.generation_id")
    .select(["credit_entries.generation_id", "kind", "amount", "outcome", "kept"])
    .where("user_id", "=", user.id)
    .execute();
  const amountsOf = (kind: string) =>
    new Map(
      entries.filter((entry) => entry.kind === kind).map((entry) => [entry.generation_id, entry.amount]),
    );
  const [debits, refunds] = [amountsOf("generation"), amountsOf("refund")];
  const settlements = new Map(entries.map((entry) => [entry.generation_id, entry]));
  for (const [id, amount] of debits) {
    const { outcome, kept } = settlements.get(id) ?? {};
    expect(["succeeded", "failed", "canceled"], `the settlement of ${id}`).toContain(outcome);
    const isRefunded = outcome !== "succeeded" && kept === null;
    expect(refunds.get(id), `the refund of ${id}`).toBe(isRefunded ? -amount : undefined);
  }
  expect([...refunds.keys()].filter((id) => !debits.has(id))).toEqual([]);
}

/** Expects of each order at most as many predictions as there are attempts, each made only when the one before had failed. */
export function expectPaidOnce({ made, madeTwice }: PretendReplicate): void {
  expect(madeTwice, "made though one had not failed").toEqual([]);
  const byJob = new Map<string, PretendPrediction[]>();
  for (const prediction of made) {
    const job = jobOf(prediction);
    byJob.set(job, [...(byJob.get(job) ?? []), prediction]);
  }
  for (const [job, attempts] of byJob) {
    expect(attempts.length, `made too often: ${job}`).toBeLessThanOrEqual(MOST_ATTEMPTS);
    const others = attempts.slice(0, -1).filter(({ input }) => input.seed === undefined);
    expect(
      others.filter(({ status }) => status === "succeeded"),
      `made again: ${job}`,
    ).toEqual([]);
  }
}

/** What all attempts at one picture have in common, and no other has. */
function jobOf({ model, input }: PretendPrediction): string {
  return `${model} ${addressesIn(input)[0] ?? input.seed ?? input.prompt}`;
}

/**
 * Expects, once nothing is on its way, that no file is at Replicate that was named to a model, nor a note of any. What was
 * sent when an isolate died, and never named, expires there.
 */
export async function expectNothingSent({ made, sentFiles }: PretendReplicate): Promise<void> {
  const named = new Set(made.flatMap(({ input }) => addressesIn(input)));
  expect(sentFiles.stored.filter(({ urls }) => named.has(urls.get))).toEqual([]);
  expect(await read("SELECT * FROM sent_files")).toEqual([[]]);
}

/** Expects that every prediction was counted, and none beyond the day's bound; that what was free was free as often as may be. */
export async function expectWithinTheDay(
  { db, settings }: World,
  user: User,
  { made }: PretendReplicate,
): Promise<void> {
  const days = await db.selectFrom("day_counts").selectAll().where("user_id", "=", user.id).execute();
  const sum = (of: "predictions" | "cancels") => days.reduce((all, day) => all + day[of], 0);
  expect(made.length, "made without being counted").toBeLessThanOrEqual(sum("predictions"));
  for (const { predictions, cancels } of days) {
    expect(predictions).toBeLessThanOrEqual(settings.PREDICTIONS_A_DAY);
    expect(cancels).toBeLessThanOrEqual(settings.FREE_CANCELS_A_DAY);
  }
  const ended = await db
    .selectFrom("generation_history")
    .innerJoin("settlements", "settlements.generation_id", "generation_history.id")
    .select(["error_code", "cancel_terms", "cancel_requested_at", "settled_at", "kept"])
    .where("user_id", "=", user.id)
    .execute();
  const refused = ended.filter(({ error_code, cancel_terms }) => error_code === "moderated" && !cancel_terms);
  const byDay = new Map<string, number>();
  for (const { settled_at } of refused)
    byDay.set(settled_at.slice(0, 10), (byDay.get(settled_at.slice(0, 10)) ?? 0) + 1);
  for (const count of byDay.values()) expect(count).toBeLessThanOrEqual(settings.FREE_REFUSALS_A_DAY);
  // Nobody is charged for a cancel who was told that it gives the credit back.
  expect(ended.filter(({ kept, cancel_terms }) => kept && (cancel_terms ?? "kept") !== "kept")).toEqual([]);
}

/**
 * Expects, once the sweep's times of grace are over, that the store holds what rows refer to and no more. The database
 * has this one visitor.
 */
export async function expectNothingLeftOver(using: World, user: User): Promise<void> {
  const [rows, images, inputs, used, shared, indexed] = await read<[Row, Image, Id, Id, Share, Place]>(
    "SELECT id, position, status, favorite, image_id, deleted_at FROM generation_history ORDER BY position",
    "SELECT id, thumbnail_bytes FROM images",
    "SELECT id FROM inputs",
    "SELECT input_id AS id FROM generation_history WHERE input_id IS NOT NULL UNION SELECT input_id FROM further_inputs",
    "SELECT generation_id AS id FROM shares",
    "SELECT rowid AS position FROM search ORDER BY rowid",
  );
  expect(ids(images)).toEqual(distinct(rows.map(({ image_id }) => image_id)));
  expect(ids(inputs)).toEqual(ids(used));
  const stored = await storedKeys();
  expect(stored.filter((key) => !key.startsWith("thumbnails/"))).toEqual([
    ...ids(inputs).map((id) => `inputs/${id}`),
    ...ids(images).map((id) => `pictures/${id}`),
  ]);
  // A thumbnail may be there though no row notes it, but never without its picture.
  const small = stored.filter((key) => key.startsWith("thumbnails/")).map((key) => key.replace(/.*\//, ""));
  expect(ids(images)).toEqual(expect.arrayContaining(small));
  const noted = images.filter(({ thumbnail_bytes }) => thumbnail_bytes !== null);
  expect(small).toEqual(expect.arrayContaining(ids(noted)));

  const living = rows.filter(({ deleted_at }) => deleted_at === null);
  const succeeded = ids(living.filter(({ status }) => status === "succeeded"));
  expect(shared.filter(({ id }) => !succeeded.includes(id))).toEqual([]);
  // The index has a row for each generation that is not deleted, with the tags that it has now, and no other.
  expect(indexed.map(({ position }) => position)).toEqual(living.map(({ position }) => position));
  const filter = { ...EVERYTHING, tags: [FAVORITE] };
  const { cards } = await historyPage(using, user, { filter, limit: 1_000 });
  expect(ids(cards)).toEqual(ids(living.filter(({ favorite }) => favorite === 1)));
  for (const { id } of await allCollections(using, user)) {
    const [members] = await read<[Id]>(
      `SELECT id FROM collection_members JOIN generation_history USING (position)
       WHERE collection_id = '${id}' AND deleted_at IS NULL`,
    );
    const filter = { ...EVERYTHING, tags: [inCollection(id)] };
    const { cards } = await historyPage(using, user, { filter, limit: 1_000 });
    expect(ids(cards)).toEqual(ids(members));
  }
}

/** Expects, once the visitor has deleted all and the sweep has removed it, that nothing is left but the ledger and the settlements. */
export async function expectNothingButTheLedger(): Promise<void> {
  const tables = [
    "generation_history",
    "further_inputs",
    "images",
    "inputs",
    "sent_files",
    "shares",
    "collection_members",
    "search",
  ];
  expect((await read(...tables.map((table) => `SELECT 1 FROM ${table}`))).flat()).toEqual([]);
  expect(await storedKeys()).toEqual([]);
}

type Id = { id: string };
type Row = Id & {
  position: number;
  status: string;
  favorite: 0 | 1;
  image_id: string | null;
  deleted_at: string | null;
};
type Image = Id & { thumbnail_bytes: number | null };
type Share = Id;
type Place = { position: number };

/** Reads the rows of each query, all at one moment. */
async function read<Rows extends unknown[]>(...queries: string[]): Promise<{ [N in keyof Rows]: Rows[N][] }> {
  const results = await env.DB.batch(queries.map((query) => env.DB.prepare(query)));
  return results.map((result) => result.results) as { [N in keyof Rows]: Rows[N][] };
}

async function storedKeys(): Promise<string[]> {
  return (await env.PICTURES.list()).objects.map(({ key }) => key);
}

const ids = (rows: Id[]) => rows.map(({ id }) => id).sort();
const distinct = (some: (string | null)[]) => [...new Set(some.filter((id) => id !== null))].sort();
