/** The longest text that may be searched for, in characters. */
export const LONGEST_SEARCH = 200;
/** A list of more pictures is said to have more than so many: counting reads each of them. */
export const COUNTED_UP_TO = 1_000;
