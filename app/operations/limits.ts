/** When the Worker sweeps and when it audits, as `triggers` of wrangler.toml has them too: a test compares the two. */
export const SWEEP_CRON = "* * * * *";
export const AUDIT_CRON = "17 * * * *";

/** What one D1 database holds on the Workers Paid plan, in thousands of millions of bytes. */
export const DATABASE_HOLDS_GB = 10;
/** A database that is so full is warned of: `docs/beyond-one-database.md` says what to do. */
export const WARN_AT_PERCENT = 80;

/**
 * A Worker's invocation may make 1,000 calls to other services. A sweep begins no step more after so many: the six that are
 * under way may take some twenty each, and what comes after the steps some 480 in the worst of minutes, when as many people
 * leave, buy, get mails and need thumbnails as a sweep takes on.
 */
export const CALLS_FOR_STEPS = 400;
/** A sweep begins no turn of the waiting line more after so many calls. */
export const CALLS_FOR_TURNS = 900;
/** How many generations a sweep takes further, but for the waiting line: a step takes about eight calls. */
export const GENERATIONS_A_RUN = 100;
/** How many of them are claimed at once: what cannot be begun is left to others. */
export const GENERATIONS_CLAIMED_AT_ONCE = 20;
/** For how long a sweep lets one after the other in the waiting line have their turn; then the next sweep does. */
export const SERVE_LINE_FOR_SECONDS = 55;
/** How many of the ledger's entries a sweep adds to the sums of people: a busy minute has a few hundred. */
export const ENTRIES_ADDED_A_RUN = 20_000;
/** How many orders that have ended a sweep adds to their days. */
export const SETTLEMENTS_ADDED_A_RUN = 10_000;
/** A sweep, or an audit, that was not through for so long is late. */
export const SWEEP_LATE_AFTER_MINUTES = 5;
export const AUDIT_LATE_AFTER_MINUTES = 90;
