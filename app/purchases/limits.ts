/** How many purchases one person may begin at once, and how many seconds later each further one. */
export const PURCHASES_AT_ONCE = 20;
export const PURCHASE_EVERY_SECONDS = 180;

/**
 * After how many minutes the sweep asks Stripe about a purchase that nothing was heard of, again and again; after the
 * last, once a day. Stripe sends an event for three days.
 */
export const LOOKS_AFTER_MINUTES = [2, 10, 60, 360];
/** How long a purchase may stay open: Stripe ends a page after a day, and the slowest ways to pay take two weeks. */
export const OPEN_AT_MOST_DAYS = 20;
/** How many purchases a run of the sweep asks about, and how many events the demo sends in one. */
export const PURCHASES_A_RUN = 20;
export const DEMO_EVENTS_A_RUN = 20;

/**
 * How often the sweep reads Stripe's list of events, for such as never came, and how old an event is by then: until then the
 * webhook has its turn. Stripe lists events for 30 days.
 */
export const EVENTS_READ_EVERY_MINUTES = 10;
export const EVENTS_READ_AFTER_MINUTES = 2;
export const EVENTS_LISTED_DAYS = 30;
/** For how long a page of the list is read again of which something could not be learnt; then the list goes on without it. */
export const HELD_UP_MINUTES = 60;
/** For how many days what was left is asked after, and how much of it waits at once: with more the list stands still. */
export const WAITING_DAYS = 7;
export const MOST_EVENTS_WAITING = 20;

/** After how many seconds the page of a purchase that is on its way looks again, the first times and later. */
export const LOOKS_AGAIN_SECONDS = [2, 3, 5, 10, 30];
