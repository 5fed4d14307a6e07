/** How many people, entries, orders or acts a page lists. */
export const LISTED = 25;
/** How long an order is open before it is shown as stuck: longer than any model takes that is not slow. */
export const STUCK_AFTER_MINUTES = 5;
/** As far as open orders and failures are counted. */
export const COUNTED_AT_MOST = 200;
/** How many days of cost and income are shown by model. */
export const MONEY_DAYS = 7;
/** How many days are drawn. */
export const DAYS_SHOWN = 30;
