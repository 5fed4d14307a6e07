/** Replicate deletes outputs after an hour; a prediction still unheard of by then can only be refunded. */
export const GIVE_UP_AFTER_MINUTES = 55;
/** What is open for longer than this was forgotten: the sweep comes every minute to what is given up. */
export const OPEN_AT_MOST_MINUTES = 60;

/** How often Replicate is asked to make one picture. */
export const MOST_ATTEMPTS = 3;
/** The pause after a failure that passes; doubled after each, and up to a quarter longer. */
export const FIRST_PAUSE_SECONDS = 1;

/** The time between two creates where Replicate says that there were too many, but not how many it takes; doubled with each. */
export const FIRST_GUESS_MS = 1_000;
export const LONGEST_GUESS_MS = 10_000;
/** Replicate's clock and the way to it are not exact: a create leaves so much later than its turn. */
export const PACE_MARGIN_MS = 200;
/** After so long without a refusal creates leave four times as fast, and again: what slowed Replicate down may be over. */
export const FORGET_PACE_AFTER_MINUTES = 4;
/** Replicate takes 600 creates a minute of everybody: nobody waits for a pace as fast as that. */
export const FASTEST_PACE_MS = 100;
/** A turn that nobody took for so long may be taken for somebody else: whose it is has left. */
export const OTHERS_TURN_AFTER_SECONDS = 5;

/** With so many attempts failed in a minute for reasons of its own, Replicate is ill, and gets no second ones. */
export const ILL_AFTER_FAILURES = 10;

/** A prediction on its way is looked at after a fifth of its generation's age, but no sooner or later than this. */
export const SHORTEST_LOOK_SECONDS = 2;
export const LONGEST_LOOK_MINUTES = 5;

/** A prediction whose creation was not answered may be listed a little later than it was made. */
export const LOOK_FOR_LOST_AFTER_SECONDS = 10;
/** Replicate's clock and ours may differ by as much. */
export const LIST_SKEW_SECONDS = 30;
/** How many predictions are read one by one when a list says too little to tell whose they are. */
export const MOST_READ_ONE_BY_ONE = 3;

/** How long a lost prediction is searched for in one step, which also reads, creates or downloads within its lease. */
export const LONGEST_SEARCH_SECONDS = 20;

/** A lease lasts longer than steps take: whoever is later is taken for dead. */
export const LEASE_SECONDS = 60;

/** A webhook that is older than this, or from further ahead, may be somebody's copy. */
export const WEBHOOK_SKEW_MINUTES = 5;

/** How many copies of others' pictures one person is given free in 24 hours, where RESULT_CACHE_SCOPE is `site`. */
export const FREE_REPEATS_A_DAY = 30;

/** How often a stream of events reads the row. */
export const READ_EVERY_SECONDS = 1;
/** How often a stream looks at the waiting line, but for the moment of the next turn. */
export const LOOK_AT_LINE_EVERY_SECONDS = 3;
/** How often a stream without news shows that it is alive: some runtimes notice only by writing that its reader has left. */
export const BEAT_EVERY_SECONDS = 5;
/** A stream ends after so long; the browser then connects again by itself. */
export const LONGEST_LISTENING_SECONDS = 60;
/** Streams of events that one person opens: three hundred at once, and thirty in a minute. A page that waits opens one in a minute. */
export const STREAMS = { atOnce: 300, everySeconds: 2 };
/** How long a stream waits for a row: the page listens from the click on, before there is one. */
export const WAIT_FOR_ROW_SECONDS = 15;

/** How far a variation leaves the picture behind, from 0 to 1. */
export const VARIATIONS = { little: 0.4, some: 0.65, lot: 0.9 };
/** No picture is enlarged beyond this: larger ones take more memory than an isolate has. */
export const LONGEST_SIDE_PIXELS = 4096;
