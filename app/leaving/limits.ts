/** The sweep comes so much later than an account ends, so that nobody who signs in at the last moment meets it. */
export const LEAVING_MARGIN_MINUTES = 1;
/** How many accounts a run of the sweep goes on to end. */
export const LEAVERS_A_RUN = 20;
/** Batches in which such a run removes things; a minute later comes the next. */
export const PIECES_A_RUN = 10;
/** Generations that go in one batch, with their pictures. */
export const GENERATIONS_A_PIECE = 400;
/** Collections that go in one batch, with the places of all pictures in them. */
export const COLLECTIONS_A_PIECE = 20;
/** Pictures that were brought and came to no order, which go in one batch. */
export const INPUTS_A_PIECE = 400;

/** How often one person takes all that is theirs: ten times at once, and then ten in an hour. */
export const EXPORTS = { atOnce: 10, everySeconds: 360 };
/** Up to so many pictures lie in one zip with everything else: each takes a call or two, and a request has a thousand. */
export const PICTURES_BESIDE_LISTS = 100;
/** Rows of a list that one call reads. */
export const ROWS_A_CALL = 2_000;
/** Calls that read one list: half a million lines of a ledger. */
export const CALLS_A_LIST = 250;
/** Purchases, and invites, that are listed, the newest of them. */
export const NEWEST_LISTED = 1_000;
