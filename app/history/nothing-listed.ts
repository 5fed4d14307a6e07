/** What a list has to show that was not read, since what was asked for could not be understood, or too often. */
export const NOTHING_LISTED = {
  ...{ days: [], newer: null, older: null, months: [], found: undefined, collection: null },
  ...{ isFirst: true, isOpen: false, refresh: null, againAt: undefined },
};
