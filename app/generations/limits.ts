/** Replicate deletes outputs after an hour; a prediction still unheard of by then can only be refunded. */
export const GIVE_UP_AFTER_MINUTES = 55;
/** What is open for longer than this was forgotten: the sweep comes every minute to what is given up. */
export const OPEN_AT_MOST_MINUTES = 60;

/** How often Replicate is asked to make one picture. */
export const MOST_ATTEMPTS = 3;
/** The pause after a failure that passes; doubled after each, and up to a quarter longer. */
export const FIRST_PAUSE_SECONDS = 1;

/** A prediction on its way is looked at after a fifth of its generation's age, but no sooner or later than this. */
export const SHORTEST_LOOK_SECONDS = 2;
export const LONGEST_LOOK_MINUTES = 5;

/** A prediction whose creation was not answered may be listed a little later than it was made. */
export const LOOK_FOR_LOST_AFTER_SECONDS = 10;
/** Replicate's clock and ours may differ by as much. */
export const LIST_SKEW_SECONDS = 30;
/** How many predictions are read one by one when a list says too little to tell whose they are. */
export const MOST_READ_ONE_BY_ONE = 3;

/** A lease lasts longer than steps take, but for a long search for a lost prediction: whoever is later is taken for dead. */
export const LEASE_SECONDS = 60;

/** A webhook that is older than this, or from further ahead, may be somebody's copy. */
export const WEBHOOK_SKEW_MINUTES = 5;

/** The same order again within so long leads to the picture that there is. */
export const SAME_ORDER_SECONDS = 60;
/** How many later repeats of an order are given the picture free, to one person in 24 hours. */
export const FREE_REPEATS_A_DAY = 30;

/** How often a stream of events reads the row. */
export const READ_EVERY_SECONDS = 1;
/** How often a stream without news shows that it is alive: some runtimes notice only by writing that its reader has left. */
export const BEAT_EVERY_SECONDS = 5;
/** A stream ends after so long; the browser then connects again by itself. */
export const LONGEST_LISTENING_SECONDS = 60;
/** How long a stream waits for a row: the page listens from the click on, before there is one. */
export const WAIT_FOR_ROW_SECONDS = 15;

/** How far a variation leaves the picture behind, from 0 to 1. */
export const VARIATIONS = { little: 0.4, some: 0.65, lot: 0.9 };
/** No picture is enlarged beyond this: larger ones take more memory than an isolate has. */
export const LONGEST_SIDE_PIXELS = 4096;
