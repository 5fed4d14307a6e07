import { addressOf } from "~/platform/address.server";
import { DAY, SECOND } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { signedCookie } from "../cookies.server";
import { BOOKMARK_DAYS } from "../limits";

/**
 * Pages that only look, and are no page of money or of what is on its way: a copy of the database near their reader may
 * answer them. All else begins with the database itself, and so does a search, which is counted.
 */
const LOOKS = /^\/(history(\/deleted(\/[\w-]+)?)?|collections(\/[\w-]+)?|compare|downloads)$/;

/**
 * Chooses where a request's questions go. Who only looks is answered by the nearest copy that knows what they wrote last,
 * which their cookie says; without it, by the database itself.
 */
export async function openNearest({ db, settings }: Services, request: Request): Promise<void> {
  if (settings.READ_REPLICAS === "off") return;
  const { pathname, searchParams } = addressOf(request);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const looks = isRead && LOOKS.test(pathname) && !searchParams.get("q");
  const bookmark = looks ? await bookmarkCookie(request, settings.SESSION_SECRETS).read() : null;
  db.readFrom(typeof bookmark === "string" && bookmark !== "" ? bookmark : null);
}

/** The Set-Cookie value by which the browser's next look knows what was written for this request; null where nothing was. */
export async function bookmarkOfWrites({ db, settings }: Services, request: Request): Promise<string | null> {
  const { bookmark } = db;
  return bookmark === null
    ? null
    : bookmarkCookie(request, settings.SESSION_SECRETS).keep(bookmark, (BOOKMARK_DAYS * DAY) / SECOND);
}

/** Signed, since D1 is asked with what is in it. */
function bookmarkCookie(request: Request, secrets: string[]) {
  return signedCookie(request, "bookmark", secrets);
}
