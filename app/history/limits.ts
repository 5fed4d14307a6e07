/** The most pictures on a page of the history. */
export const PICTURES_A_PAGE = 60;
/** The most months to jump to, the latest. */
export const MONTHS_SHOWN = 120;
/**
 * Searches of one person, pages of what was found included: three hundred at once, and thirty in a minute. A list with
 * pictures on their way looks again fifteen times in a minute by itself.
 */
export const SEARCHES = { atOnce: 300, everySeconds: 2 };
