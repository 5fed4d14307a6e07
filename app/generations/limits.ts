/** Replicate deletes outputs after an hour; a prediction still unheard of by then can only be refunded. */
export const GIVE_UP_AFTER_MINUTES = 55;
/** What is open for longer than this was forgotten: the sweep comes every minute to what is given up. */
export const OPEN_AT_MOST_MINUTES = 60;

/** How often Replicate is asked to make one picture. */
export const MOST_ATTEMPTS = 3;
/** The pause after a failure that passes; doubled after each, and up to a quarter longer. */
export const FIRST_PAUSE_SECONDS = 1;

/** A prediction that is on its way is looked at after a fifth of its age, within these. */
export const SHORTEST_LOOK_SECONDS = 2;
export const LONGEST_LOOK_MINUTES = 5;

/** A prediction whose creation was not answered may be listed a little later than it was made. */
export const LOOK_FOR_LOST_AFTER_SECONDS = 10;
/** Replicate's clock and ours may differ by as much. */
export const LIST_SKEW_SECONDS = 30;
/** How many predictions are read one by one when a list says too little to tell whose they are. */
export const MOST_READ_ONE_BY_ONE = 3;

/** Longer than a step can take, so that a holder whose lease is over is dead. */
export const LEASE_SECONDS = 60;

/** Older or from further ahead, a webhook may be somebody's copy. */
export const WEBHOOK_SKEW_MINUTES = 5;

/** The same order again within so long leads to the picture that there is. */
export const SAME_ORDER_SECONDS = 60;
/** Later repeats are given the picture free, so many to one person in 24 hours. */
export const FREE_REPEATS_A_DAY = 30;

/** How often a stream of events reads the row. */
export const READ_EVERY_SECONDS = 1;
/** A stream that has nothing to say shows this often that it is alive: some runtimes notice only by writing that its reader has left. */
export const BEAT_EVERY_SECONDS = 5;
/** A stream ends after so long; the browser then connects again by itself. */
export const LONGEST_LISTENING_SECONDS = 60;
/** The page listens from the moment of the click, before there is a row. */
export const WAIT_FOR_ROW_SECONDS = 15;
