/** The most pictures on a page of the history. */
export const PICTURES_A_PAGE = 60;
/** A list of more pictures is said to have more than so many: counting reads each of them. */
export const COUNTED_UP_TO = 1_000;
/** The most months to jump to, the latest. */
export const MONTHS_SHOWN = 120;
