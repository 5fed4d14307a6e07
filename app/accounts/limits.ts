/** The longest address that a mail server has to take, in characters (RFC 5321, and erratum 1690 of RFC 3696). */
export const LONGEST_EMAIL = 254;

/** The shortest password that may be chosen, in characters. */
export const SHORTEST_PASSWORD = 8;
/** The longest password, in characters: enough for any passphrase. Scrypt takes no longer for it, but a body is larger. */
export const LONGEST_PASSWORD = 256;

/** How long a session lasts after its last visit. */
export const SESSION_DAYS = 30;
/** How long a session lasts at most, however often it is used: a copied cookie must end, too. */
export const LONGEST_SESSION_DAYS = 90;
/** How old a noted visit is before the next is noted: noting every one would cost a write a page. */
export const SESSION_NOTED_AFTER_DAYS = 1;
/** How long what somebody typed before signing in is kept. */
export const DRAFT_DAYS = 1;
