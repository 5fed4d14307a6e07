/** How long a line may be that is said on all pages, in characters: two of them travel in a cookie. */
export const LONGEST_LINE = 200;
/** For how long an isolate says the same to visitors who are not signed in, and asks no database. */
export const LINE_REMEMBERED_SECONDS = 10;
/** From how much of the day's budget on operators are warned, in percent. */
export const WARN_AT_PERCENT = 80;
/** How long what somebody says of a picture that they report may be, in characters. */
export const LONGEST_SAID = 1_000;
