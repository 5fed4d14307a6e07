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
