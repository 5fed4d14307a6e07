/** How many people, entries, orders or acts a page lists. */
export const LISTED = 25;
