import type { User } from "~/accounts/user";
import { ownPage } from "~/http/addresses.server";
import { timeZoneOf } from "~/http/time-zone.server";
import { addressOf } from "~/platform/address.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { askedFor } from "./filter.server";
import { positionsIn, windowsAt } from "./places.server";

/** The page of the list, at the picture's card, from which the visitor came to it; null when they came from elsewhere. */
export function listBehind(request: Request, id: string): string | null {
  const page = ownPage(request.headers.get("Referer") ?? "", request);
  return page && /^\/history(\?|$)/.test(page) ? `${page}#${id}` : null;
}

/**
 * A page of the list at the card that stands before a picture which is gone from it, so that the visitor goes on where they
 * were; without one, where the page begins.
 */
export async function besideIn(
  using: Services,
  user: User,
  request: Request,
  page: string,
  id: string,
): Promise<string> {
  const asked = askedFor(new URL(page, addressOf(request)), timeZoneOf(request).name);
  if (!asked.ok) return page;
  const { db } = using;
  const gone = await livingOrDeleted(db)
    .select("position")
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  if (!gone) return page;
  const place = asked.order === "newest" ? { after: gone.position } : { before: gone.position };
  const { ahead } = windowsAt(place, asked.order);
  const before = await living(db)
    .select("id")
    .where("position", "in", positionsIn(db, user, asked.filter, ahead, 1))
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return before ? `${page}#${before.id}` : page;
}
