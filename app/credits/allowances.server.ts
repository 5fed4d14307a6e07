import { type RawBuilder, sql } from "kysely";
import { DAY, timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import type { GenerationHistory } from "~/platform/schema";
import type { Services } from "~/services.server";

/** A wish to cancel may give back what it took the day before; the rest is for an operator who looks at last week. */
const KEPT_FOR_DAYS = 8;

/** How many are left of so many a day. */
export type Left = { left: number; most: number };

/** What comes to nothing and gives the credit back all the same, though Replicate bills it, as often as that is free in a day. */
export type Allowances = { refusals: Left; cancels: Left };

/**
 * What canceling costs: "free" while it waits, the credit back as one of the day's free ones ("counted") while it is made, since
 * Replicate bills that, or the credit ("kept").
 */
export type CancelTerms = NonNullable<GenerationHistory["cancel_terms"]>;

/** What a button to cancel says that it will do. */
export type CancelOffer = Left & { terms: CancelTerms };

/** The day in UTC, by which everything here is counted: one that is the same for whoever travels. */
export function today(): string {
  return timestamp().slice(0, 10);
}

/** When the day is over by which everything here is counted. */
export function tomorrow(): string {
  return `${timestamp(DAY).slice(0, 10)}T00:00:00.000Z`;
}

/** What the person has left of today. */
export async function allowancesOf({ db, settings }: Services, userId: string): Promise<Allowances> {
  const used = await countsOf(db, userId);
  const { FREE_REFUSALS_A_DAY, FREE_CANCELS_A_DAY } = settings;
  return {
    refusals: leftOf(FREE_REFUSALS_A_DAY, used?.refusals),
    cancels: leftOf(FREE_CANCELS_A_DAY, used?.cancels),
  };
}

/** How many predictions the person, and with them the site, may still have made today. */
export async function predictionsLeft({ db, settings }: Services, userId: string): Promise<number> {
  const [person, site] = await Promise.all([
    countsOf(db, userId),
    db.selectFrom("site_day_counts").select("predictions").where("day", "=", today()).executeTakeFirst(),
  ]);
  const { PREDICTIONS_A_DAY, SITE_PREDICTIONS_A_DAY = Number.POSITIVE_INFINITY } = settings;
  return Math.min(
    leftOf(PREDICTIONS_A_DAY, person?.predictions).left,
    leftOf(SITE_PREDICTIONS_A_DAY, site?.predictions).left,
  );
}

function countsOf(db: Db, userId: string) {
  return db
    .selectFrom("day_counts")
    .select(["predictions", "refusals", "cancels"])
    .where("day", "=", today())
    .where("user_id", "=", userId)
    .executeTakeFirst();
}

function leftOf(most: number, used = 0): Left {
  return { left: Math.max(most - used, 0), most };
}

type Prediction = { userId: string; count: number; onlyIf?: RawBuilder<unknown> };

/**
 * Queries that count predictions before Replicate is asked for them, whatever will come of them. Beyond the day's
 * bound a column called `predictions` refuses them, and the whole batch with them. With `onlyIf` they count where it holds.
 */
export function countPredictions(
  { db, settings }: Services,
  { userId, count, onlyIf = sql`true` }: Prediction,
): Query[] {
  const day = today();
  const { PREDICTIONS_A_DAY, SITE_PREDICTIONS_A_DAY = Number.MAX_SAFE_INTEGER } = settings;
  const raised = (used: RawBuilder<unknown>, most: number) =>
    sql`CASE WHEN coalesce((${used}), 0) + ${count} <= ${most} THEN coalesce((${used}), 0) + ${count} END`;
  const ofPerson = sql`SELECT predictions FROM day_counts WHERE day = ${day} AND user_id = ${userId}`;
  const ofSite = sql`SELECT predictions FROM site_day_counts WHERE day = ${day}`;
  return [
    statement(
      db,
      sql`
      INSERT INTO day_counts (day, user_id, predictions)
      SELECT ${day}, ${userId}, ${raised(ofPerson, PREDICTIONS_A_DAY)} WHERE ${onlyIf}
      ON CONFLICT DO UPDATE SET predictions = excluded.predictions`,
    ),
    statement(
      db,
      sql`
      INSERT INTO site_day_counts (day, predictions)
      SELECT ${day}, ${raised(ofSite, SITE_PREDICTIONS_A_DAY)} WHERE ${onlyIf}
      ON CONFLICT DO UPDATE SET predictions = excluded.predictions`,
    ),
  ];
}

/** SQL for whether the safety filter has refused as many of the person's today as are free. */
export function refusalsAreUsedUp({ settings }: Services, userId: string): RawBuilder<boolean> {
  const { FREE_REFUSALS_A_DAY } = settings;
  return sql`coalesce((SELECT refusals FROM day_counts WHERE day = ${today()} AND user_id = ${userId}), 0) >= ${FREE_REFUSALS_A_DAY}`;
}

export function countRefusal({ db }: Services, userId: string): Query {
  return statement(
    db,
    sql`
    INSERT INTO day_counts (day, user_id, refusals) VALUES (${today()}, ${userId}, 1)
    ON CONFLICT DO UPDATE SET refusals = refusals + 1`,
  );
}

/**
 * Takes one of the free cancels of the day of a wish where `onlyIf` holds; beyond the last one `day_counts.cancels` refuses
 * the batch. By the same day `giveBackCancel` gives it back.
 */
export function takeCancel(
  { db, settings }: Services,
  { userId, wishedAt, onlyIf }: { userId: string; wishedAt: string; onlyIf: RawBuilder<unknown> },
): Query {
  const { FREE_CANCELS_A_DAY } = settings;
  const day = wishedAt.slice(0, 10);
  const used = sql`coalesce((SELECT cancels FROM day_counts WHERE day = ${day} AND user_id = ${userId}), 0)`;
  return statement(
    db,
    sql`
    INSERT INTO day_counts (day, user_id, cancels)
    SELECT ${day}, ${userId}, CASE WHEN ${used} < ${FREE_CANCELS_A_DAY} THEN ${used} + 1 END WHERE ${onlyIf}
    ON CONFLICT DO UPDATE SET cancels = excluded.cancels`,
  );
}

/** Gives back a free cancel that was taken on `day`, an expression that is NULL where none was. */
export function giveBackCancel({ db }: Services, userId: string, day: RawBuilder<string | null>): Query {
  return statement(
    db,
    sql`
    UPDATE day_counts SET cancels = cancels - 1 WHERE user_id = ${userId} AND day = ${day} AND cancels > 0`,
  );
}

/** Forgets what was counted on days long past. */
export async function forgetOldCounts({ db }: Services): Promise<void> {
  const before = timestamp(-KEPT_FOR_DAYS * DAY).slice(0, 10);
  await db.atomically([
    db.deleteFrom("day_counts").where("day", "<", before),
    db.deleteFrom("site_day_counts").where("day", "<", before),
  ]);
}

function statement(db: Db, raw: RawBuilder<unknown>): Query {
  return { compile: () => raw.compile(db) };
}
