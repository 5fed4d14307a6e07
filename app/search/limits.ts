/** The longest text that may be searched for, in characters. */
export const LONGEST_SEARCH = 200;
