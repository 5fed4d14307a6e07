import { sql } from "kysely";
import * as z from "zod";
import type { Person } from "~/accounts/user";
import { dayOf, startOfDay } from "~/http/time-zone.server";
import type { ListOrder } from "./filter.server";
import { MONTHS_SHOWN } from "./limits";

/** A month with pictures, and the place in the address where a list has it first; null: where the list begins. */
export type Month = { month: string; place: { before: number } | { after: number } | null };

/**
 * The months in which the visitor has pictures, newest first, as JSON: each with the position of its newest picture. One step
 * into an index for each month, however many pictures it has; months are those of the visitor's time zone, which may be the
 * one before or after that of UTC.
 */
export function monthsOf(user: Person, timeZone: string, now = Date.now()) {
  const starts = sql`${JSON.stringify(monthStarts(timeZone, now))}`;
  const startOf = (which: string) =>
    sql`${starts} ->> strftime('%Y-%m', substr(newest, 1, 7) || '-01', ${which})`;
  const start = sql`CASE
    WHEN newest >= ${startOf("+1 month")} THEN ${startOf("+1 month")}
    WHEN newest >= ${startOf("+0 month")} THEN ${startOf("+0 month")}
    ELSE ${startOf("-1 month")} END`;
  const newestBefore = (moment: ReturnType<typeof sql>) => sql`(
    SELECT created_at || ' ' || position FROM generation_history
    WHERE user_id = ${user.id} AND created_at < ${moment} AND deleted_at IS NULL ORDER BY created_at DESC, position DESC LIMIT 1
  )`;
  return sql<string | null>`(
    WITH RECURSIVE months (newest) AS (
      SELECT ${newestBefore(sql`'9999'`)}
      UNION ALL
      SELECT ${newestBefore(start)} FROM months WHERE newest IS NOT NULL
      LIMIT ${MONTHS_SHOWN}
    )
    SELECT json_group_array(newest) FROM months WHERE newest IS NOT NULL
  )`;
}

/** The moment at which each month begins that may be jumped to, and the one after it and the one before, by its name. */
function monthStarts(timeZone: string, now: number): Record<string, string> {
  const [year, month] = new Date(now).toISOString().split("-").map(Number);
  const months = Array.from({ length: MONTHS_SHOWN + 3 }, (_, back) =>
    new Date(Date.UTC(year ?? 0, (month ?? 0) + 1 - back, 1)).toISOString().slice(0, 10),
  );
  return Object.fromEntries(months.map((first) => [first.slice(0, 7), startOfDay(first, timeZone)]));
}

const Newest = z.array(z.string());

/** What `monthsOf` found, with where each month begins in the order of the list. */
export function readMonths(json: string | null | undefined, order: ListOrder, timeZone: string): Month[] {
  const newest = Newest.parse(JSON.parse(json ?? "[]")).map((text) => {
    const [at = "", position] = text.split(" ");
    return { month: dayOf(Date.parse(at), timeZone).slice(0, 7), position: Number(position) };
  });
  return newest.map(({ month, position }, index) => {
    if (order === "newest") return { month, place: { before: position + 1 } };
    const earlier = newest[index + 1];
    return { month, place: earlier ? { after: earlier.position } : null };
  });
}
