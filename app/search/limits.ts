/** In characters. */
export const LONGEST_SEARCH = 200;
