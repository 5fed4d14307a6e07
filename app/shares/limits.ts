/** For so many days after joining, what somebody says stands on the pages they share, and not in the titles of those. */
export const NEWCOMER_DAYS = 7;
