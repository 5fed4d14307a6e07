import { sql } from "kysely";
import type { Person } from "~/accounts/user";
import type { Db } from "~/platform/db.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import { wholeNumberIn } from "~/platform/text/numbers";
import { matchOf } from "~/search/index.server";
import type { HistoryFilter, ListOrder } from "./filter.server";

/** Where a page of a list begins: with those older than a position, those newer than it, or where the list does. */
export type Place = { before: number } | { after: number } | "start";

/** The place that an address names; null for text that is no place. */
export function readPlace({ searchParams }: URL): Place | null {
  const [before, after] = [searchParams.get("before"), searchParams.get("after")];
  if (before === null && after === null) return "start";
  const position = wholeNumberIn(before ?? after);
  if (position === null || (before !== null && after !== null)) return null;
  return before === null ? { after: position } : { before: position };
}

/** Positions from `from` up to and without `to`, walked in the order in which they are wanted. */
type Window = { from: number; to: number; order: "asc" | "desc" };

const [FIRST, BEYOND] = [0, Number.MAX_SAFE_INTEGER];

export const ALL: Window = { from: FIRST, to: BEYOND, order: "desc" };

/** What a page takes its pictures from, and what lies on its other side. */
export function windowsAt(place: Place, order: ListOrder): { ahead: Window; behind: Window } {
  if (place === "start") {
    const end = order === "newest" ? BEYOND : FIRST;
    return {
      ahead: { ...ALL, order: order === "newest" ? "desc" : "asc" },
      behind: { from: end, to: end, order: "asc" },
    };
  }
  if ("before" in place)
    return {
      ahead: { from: FIRST, to: place.before, order: "desc" },
      behind: { from: place.before, to: BEYOND, order: "asc" },
    };
  return {
    ahead: { from: place.after + 1, to: BEYOND, order: "asc" },
    behind: { from: FIRST, to: place.after + 1, order: "desc" },
  };
}

/**
 * The first positions in a window of what a filter lets through: from the search index when it asks for words or tags,
 * else from the visitor's own list. Each side is one bound, since an index can be entered by one only; and a whole number,
 * since D1 binds floats, which FTS5 takes for no bound at all.
 */
export function positionsIn(db: Db, user: Person, filter: HistoryFilter, window: Window, limit: number) {
  const from = sql<number>`CAST(max(${window.from}, ${firstSince(db, user, filter.since, FIRST)}) AS INTEGER)`;
  const to = sql<number>`CAST(min(${window.to}, ${firstSince(db, user, filter.until, BEYOND)}) AS INTEGER)`;
  const match = matchOf(user.id, filter);
  if (match === null)
    return living(db)
      .select("position")
      .where("user_id", "=", user.id)
      .where("position", ">=", from)
      .where("position", "<", to)
      .orderBy("position", window.order)
      .limit(limit);
  return db
    .selectFrom("search")
    .select("rowid as position")
    .where(sql<boolean>`search MATCH ${match}`)
    .where("rowid", ">=", from)
    .where("rowid", "<", to)
    .orderBy("rowid", window.order)
    .limit(limit);
}

/** The visitor's first position at or after a moment: the positions of one visitor follow the clock. */
function firstSince(db: Db, user: Person, moment: string | null, whenever: number) {
  if (moment === null) return sql<number>`${whenever}`;
  const first = livingOrDeleted(db)
    .select("position")
    .where("user_id", "=", user.id)
    .where("created_at", ">=", moment)
    .orderBy("created_at")
    .orderBy("position")
    .limit(1);
  return sql<number>`coalesce(${first}, ${BEYOND})`;
}
