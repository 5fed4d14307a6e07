import { sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import type { Services } from "~/services.server";

const MICRO = 1_000_000;

const today = () => timestamp().slice(0, 10);

/** What `DAILY_BUDGET_USD` is in millionths; nothing bounds what an unset one spends. */
function budgetMicroUsd({ settings }: Services): number {
  const { DAILY_BUDGET_USD } = settings;
  return DAILY_BUDGET_USD === undefined ? Number.MAX_SAFE_INTEGER : Math.round(DAILY_BUDGET_USD * MICRO);
}

/** The constraint that refuses the batch of an order which the site does not take at the moment. */
export const NOT_TAKEN = "day_costs.reserved_micro_usd";

/**
 * The query that takes what an order costs from the budget of the day on which it was ordered. It refuses its batch when the budget is used up, or while an
 * operator takes no orders; the order that reaches the bound is still made.
 */
export function takeFromBudget(using: Services, orderedAt: string, microUsd: number): Query {
  const { db } = using;
  const day = orderedAt.slice(0, 10);
  const reserved = sql`coalesce((SELECT reserved_micro_usd FROM day_costs WHERE day = ${day}), 0)`;
  const isClosed = sql`EXISTS (SELECT 1 FROM site_notices WHERE orders_closed = 1)`;
  const statement = sql`
    INSERT INTO day_costs (day, reserved_micro_usd)
    SELECT ${day}, CASE WHEN ${reserved} < ${budgetMicroUsd(using)} AND NOT ${isClosed} THEN ${reserved} + ${microUsd} END
    WHERE true
    ON CONFLICT (day) DO UPDATE SET reserved_micro_usd = excluded.reserved_micro_usd`;
  return { compile: () => statement.compile(db) };
}

/** The query that gives back what an order of that day did not cost. */
export function giveToBudget({ db }: Services, orderedAt: string, microUsd: number): Query {
  return db
    .updateTable("day_costs")
    .set({ reserved_micro_usd: sql<number>`max(0, reserved_micro_usd - ${microUsd})` })
    .where("day", "=", orderedAt.slice(0, 10));
}

/** How much of today's budget is used, in percent and dollars; null without a budget. */
export async function budgetUsed(
  using: Services,
): Promise<{ percent: number; usd: number; most: number } | null> {
  const most = using.settings.DAILY_BUDGET_USD;
  if (most === undefined) return null;
  const row = await using.db
    .selectFrom("day_costs")
    .select("reserved_micro_usd")
    .where("day", "=", today())
    .executeTakeFirst();
  const usd = (row?.reserved_micro_usd ?? 0) / MICRO;
  return { usd, most, percent: most === 0 ? 100 : (usd / most) * 100 };
}
