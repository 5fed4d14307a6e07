/** The addresses and parameters that belong to Remix and not to us; nothing else in the app names them. */

/** Where the first page's form is sent: `/` alone would be the root's action. */
export const MAKE_ACTION = "/?index";

/** The page that says no to whatever was not admitted. */
const REFUSED = "/refused";

const MANIFEST = "/__manifest";
const DATA = ".data";
/** The address of the data of `/`, a path without a name to put the ending to. */
const ROOT_DATA = "/_root.data";

/** Whether a script of Remix asks for a page's data rather than a browser for the page. */
export function isData({ pathname }: URL): boolean {
  return pathname.endsWith(DATA);
}

/** The path of the page that is asked for, by a browser or by a script. */
export function pagePath(url: URL): string {
  if (url.pathname === ROOT_DATA) return "/";
  return isData(url) ? url.pathname.slice(0, -DATA.length) : url.pathname;
}

/** Where the page that says no is asked for, in the shape in which the first request was. */
export function refusedUrl(url: URL): URL {
  return new URL(isData(url) ? REFUSED + DATA : REFUSED, url);
}

/** How many paths Remix may be asked about at once: our longest page, fifty lines of the ledger, has some sixty links. */
const MOST_PATHS = 100;
/** How many slashes such a path may have: as many as our deepest address, `/images/…/thumbnail`, and one more. */
const DEEPEST_PATH = 4;
/** How many routes may be named at once: the routes of a page are two, its own and the root. */
const MOST_ROUTES = 10;

export type Foreign = "gone" | "too_much" | null;

/**
 * What Remix would answer without asking any of our routes: "gone" for what none of its scripts asks for any more, and
 * "too_much" for what would keep it busy for seconds, since it looks up each part of each path that it is given.
 */
export function foreignTo({ pathname, searchParams }: URL): Foreign {
  if (searchParams.has("_data")) return "gone";
  if ((searchParams.get("_routes") ?? "").split(",", MOST_ROUTES + 1).length > MOST_ROUTES) return "too_much";
  if (pathname !== MANIFEST) return null;
  const paths = searchParams.getAll("p");
  const slashes = paths.map((path) => path.split("/", DEEPEST_PATH + 2).length - 1);
  return paths.length > MOST_PATHS || slashes.some((count) => count > DEEPEST_PATH) ? "too_much" : null;
}
