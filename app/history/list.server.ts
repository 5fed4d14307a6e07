import { sql } from "kysely";
import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import { asCard, CARD_COLUMNS } from "./card.server";
import { EVERYTHING, type HistoryFilter } from "./filter.server";
import { type Place, positionsIn, windowsAt } from "./places.server";

export const PICTURES_A_PAGE = 24;

type PageOptions = { filter?: HistoryFilter; place?: Place; limit?: number };

/**
 * A page of the visitor's generations, newest first, open and failed ones too, in one round trip. `older` and `newer`
 * are where the pages beside it begin, null at the ends.
 */
export async function historyPage(using: Services, user: User, options: PageOptions = {}) {
  const { place = "newest", limit = PICTURES_A_PAGE } = options;
  const rows = await pageQuery(using, user, options).execute();
  const isUpwards = typeof place === "object" && "after" in place;
  const hasMore = rows.length > limit;
  const isLeft = rows[0]?.is_anything_left === 1;
  const page = rows.slice(0, limit).sort((a, b) => b.position - a.position);
  return {
    cards: page.map(({ is_anything_left: _, ...row }) => asCard(row)),
    older: (isUpwards ? isLeft : hasMore) ? (page.at(-1)?.position ?? null) : null,
    newer: (isUpwards ? hasMore : isLeft) ? (page.at(0)?.position ?? null) : null,
  };
}

export type Card = Awaited<ReturnType<typeof historyPage>>["cards"][number];

/** The query of a page and of one row more, to know whether more follow; each row says whether any lie on the other side. */
export function pageQuery(
  { db }: Services,
  user: User,
  { filter = EVERYTHING, place = "newest", limit = PICTURES_A_PAGE }: PageOptions = {},
) {
  const { ahead, behind } = windowsAt(place);
  const left = positionsIn(db, user, filter, behind, 1);
  return (
    db
      .selectFrom(positionsIn(db, user, filter, ahead, limit + 1).as("found"))
      // A cross join keeps this order: the positions are walked, and each one's row is looked up.
      .crossJoin("generation_history")
      .leftJoin("images", "images.id", "generation_history.image_id")
      .select([...CARD_COLUMNS, sql<number>`EXISTS ${left}`.as("is_anything_left")])
      .whereRef("generation_history.position", "=", "found.position")
      .where("generation_history.user_id", "=", user.id)
  );
}
