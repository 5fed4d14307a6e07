/** In characters: the longest that a mail server has to take (RFC 5321, erratum 1690). */
export const LONGEST_EMAIL = 254;

/** In characters. */
export const SHORTEST_PASSWORD = 8;
/** Long enough for any passphrase; scrypt's time does not depend on it, a body's size does. */
export const LONGEST_PASSWORD = 256;

/** How long a session lasts after its last visit. */
export const SESSION_DAYS = 30;
/** How long a session lasts at most, however often it is used: a copied cookie must end, too. */
export const LONGEST_SESSION_DAYS = 90;
/** How old the last visit is before it is noted again: on every page it would cost a write each. */
export const SESSION_NOTED_AFTER_DAYS = 1;
/** How long what was typed before signing in is kept for afterwards. */
export const DRAFT_DAYS = 1;
