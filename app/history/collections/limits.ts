/** The longest name of a collection, in characters as people see them. */
export const LONGEST_COLLECTION_NAME = 60;
/** The same in bytes of UTF-8, since a character may be a pile of any number of marks. */
export const LONGEST_COLLECTION_NAME_BYTES = 2_000;
/** How many collections one person may have. */
export const MOST_COLLECTIONS = 500;
/** How many are on a page of them. */
export const COLLECTIONS_A_PAGE = 60;
/** How many of the latest a field offers to whoever types a name. */
export const COLLECTIONS_OFFERED = 20;
