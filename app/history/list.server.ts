import { sql } from "kysely";
import type { Person } from "~/accounts/user";
import { COUNTED_UP_TO } from "~/search/limits";
import type { Services } from "~/services.server";
import { asCard, CARD_COLUMNS } from "./card.server";
import { EVERYTHING, type HistoryFilter, type ListOrder } from "./filter.server";
import { PICTURES_A_PAGE } from "./limits";
import { monthsOf, readMonths } from "./months.server";
import { ALL, type Place, positionsIn, windowsAt } from "./places.server";

type PageOptions = {
  filter?: HistoryFilter;
  order?: ListOrder;
  place?: Place;
  limit?: number;
  /** Whether the pictures of the whole list are counted. */
  isCounted?: boolean;
  /** The time zone whose months to jump to are looked up; without one, none are. */
  monthsIn?: string;
};

/**
 * A page of the visitor's generations, open and failed ones too, in one round trip. `older` and `newer` are where the pages
 * beside it begin, null at the ends; `found` is how many there are in all where they were counted, `COUNTED_UP_TO` and one
 * for any more.
 */
export async function historyPage(using: Services, user: Person, options: PageOptions = {}) {
  const { order = "newest", place = "start", limit = PICTURES_A_PAGE } = options;
  const rows = await pageQuery(using, user, options).execute();
  const isUpwards = place === "start" ? order === "oldest" : "after" in place;
  const hasMore = rows.length > limit;
  const isLeft = rows[0]?.is_anything_left === 1;
  const page = rows.slice(0, limit).sort((a, b) => b.position - a.position);
  const [older, newer] = [page.at(-1)?.position ?? null, page.at(0)?.position ?? null];
  if (order === "oldest") page.reverse();
  return {
    cards: page.map(({ is_anything_left: _, found: __, months: ___, ...row }) => asCard(row)),
    older: (isUpwards ? isLeft : hasMore) ? older : null,
    newer: (isUpwards ? hasMore : isLeft) ? newer : null,
    found: rows[0]?.found ?? 0,
    months: readMonths(rows[0]?.months, order, options.monthsIn ?? "UTC"),
  };
}

export type Card = Awaited<ReturnType<typeof historyPage>>["cards"][number];

/**
 * The query of a page and of one row more, to know whether more follow; each row says whether any lie on the other side,
 * and what the page says of the whole list.
 */
export function pageQuery({ db }: Services, user: Person, options: PageOptions = {}) {
  const { filter = EVERYTHING, order = "newest", place = "start", limit = PICTURES_A_PAGE } = options;
  const { ahead, behind } = windowsAt(place, order);
  const left = positionsIn(db, user, filter, behind, 1);
  const counted = positionsIn(db, user, filter, ALL, COUNTED_UP_TO + 1);
  return (
    db
      .selectFrom(positionsIn(db, user, filter, ahead, limit + 1).as("found"))
      // A cross join keeps this order: the positions are walked, and each one's row is looked up.
      .crossJoin("generation_history")
      .leftJoin("images", "images.id", "generation_history.image_id")
      .select([...CARD_COLUMNS, sql<number>`EXISTS ${left}`.as("is_anything_left")])
      .select([
        (options.isCounted ? sql<number>`(SELECT count(*) FROM ${counted} AS counted)` : sql<number>`0`).as(
          "found",
        ),
        (options.monthsIn ? monthsOf(user, options.monthsIn) : sql<null>`NULL`).as("months"),
      ])
      .whereRef("generation_history.position", "=", "found.position")
      .where("generation_history.user_id", "=", user.id)
      .where("generation_history.deleted_at", "is", null)
  );
}
