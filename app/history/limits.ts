/** The most pictures on a page of the history. */
export const PICTURES_A_PAGE = 60;
/** The most months to jump to, the latest. */
export const MONTHS_SHOWN = 120;
