/** For how many days what was deleted can be put back; then the sweep removes it for good. */
export const DELETED_DAYS = 30;
/** How many deleted generations a sweep removes; a minute later comes the next. */
export const REMOVED_A_RUN = 400;
/** What is deleted for longer than this was forgotten: even after the largest deletion the sweep is through within a day. */
export const DELETED_AT_MOST_DAYS = DELETED_DAYS + 1;
