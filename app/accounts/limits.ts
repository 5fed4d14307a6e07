/** In characters: the longest that a mail server has to take (RFC 5321, erratum 1690). */
export const LONGEST_EMAIL = 254;

/** In characters. */
export const SHORTEST_PASSWORD = 8;
/** Long enough for any passphrase; scrypt's time does not depend on it, a body's size does. */
export const LONGEST_PASSWORD = 256;
