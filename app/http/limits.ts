/** The largest form without a picture, in 1,024 bytes: a prompt of 1,000 characters is at most 12 KB as a form sends it. */
export const LARGEST_FORM_KB = 64;
/** How many fields a form may have: our longest, an order, has twenty and three for each of ten pictures. */
export const MOST_FIELDS = 60;
/** A selection has a field for each ticked picture; with more they would not fit into the largest form. */
export const MOST_FIELDS_OF_A_SELECTION = 2_000;
/** Streams of events that one person may have open at once, in one isolate. */
export const STREAMS_A_PERSON = 6;
/** Zips that one person may be sent at once, in one isolate. */
export const ZIPS_A_PERSON = 2;
/** A stream or a zip whose end nobody noticed counts no longer than this. */
export const TURN_MINUTES = 15;
/** How long the healthcheck gives the same answer without asking database and store again. */
export const HEALTH_REMEMBERED_SECONDS = 5;
/** How long a browser keeps the bookmark of what its visitor wrote last: without one the database itself is asked. */
export const BOOKMARK_DAYS = 30;
