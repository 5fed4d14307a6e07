/** The addresses and parameters that belong to Remix and not to us; nothing else in the app names them. */

/** Where the first page's form is sent: `/` alone would be the root's action. */
export const MAKE_ACTION = "/?index";

/** The field in which a button that is pressed adds others to its form, as a query: so many buttons need one form only. */
export const PRESSED = "pressed";

/** The page that says no to whatever was not admitted. */
export const REFUSED = "/refused";

/**
 * The header by which our script says that it sends a form in place, and by which the answer says where it leads: a script
 * is not told of redirects, and to follow one would take the notice from the page that is to give it.
 */
export const IN_PLACE = "In-Place";

/** Whether only a script of Remix asks for this, and none is in our pages: data of a page, or its list of routes. */
export function isForRemix({ pathname, searchParams }: URL): boolean {
  return pathname === "/__manifest" || pathname.endsWith(".data") || searchParams.has("_data");
}
