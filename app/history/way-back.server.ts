import * as z from "zod";
import type { User } from "~/accounts/user";
import { ownPage } from "~/http/addresses.server";
import { signedCookie } from "~/http/cookies.server";
import { timeZoneOf } from "~/http/time-zone.server";
import { addressOf } from "~/platform/address.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { askedFor } from "./filter.server";
import { positionsIn, windowsAt } from "./places.server";

/** For how long the list stays behind whoever walks from picture to picture. */
const KEPT_FOR_SECONDS = 3 * 60 * 60;

/** A longer address is no longer known at the next picture: cookies have about 4 KB. */
const LONGEST_KEPT = 1_500;

const Kept = z.object({ whose: z.string(), list: z.string() });

/** What of a list that somebody came from is known, and the headers that keep it for the next picture. */
export type WayBack = { listBehind: string | null; headers: [name: string, value: string][] };

/**
 * The page of the list, at the picture's card, from which the visitor came to it, at once or from picture to picture; null
 * when they came from elsewhere.
 */
export async function wayBack(
  { settings }: Pick<Services, "settings">,
  user: Pick<User, "id">,
  request: Request,
  id: string,
): Promise<WayBack> {
  const referer = request.headers.get("Referer");
  const from = referer ? ownPage(referer, request) : null;
  const cookie = keptList(request, settings.SESSION_SECRETS);
  if (from && isList(from)) {
    const mayKeep = from.length <= LONGEST_KEPT;
    const value = mayKeep ? await cookie.keep({ whose: user.id, list: from }, KEPT_FOR_SECONDS) : null;
    return { listBehind: `${from}#${id}`, headers: value ? [["Set-Cookie", value]] : [] };
  }
  const isOnTheWay = from !== null && /^\/((generations|orders)\/|compare\?|\??$|\?index$)/.test(from);
  const { data } = Kept.safeParse(isOnTheWay ? await cookie.read() : null);
  const isTheirs = data?.whose === user.id && isList(data.list);
  return { listBehind: isTheirs ? `${data.list}#${id}` : null, headers: [] };
}

/** The Set-Cookie value that forgets the list: it may hold what somebody searched for. */
export function forgetList(request: Request, { settings }: Pick<Services, "settings">): Promise<string> {
  return keptList(request, settings.SESSION_SECRETS).forget();
}

const keptList = (request: Request, secrets: string[]) => signedCookie(request, "list", secrets);
const isList = (page: string) => /^\/history(\?|$)/.test(page);

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
