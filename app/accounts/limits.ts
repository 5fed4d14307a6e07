/** In characters. */
export const SHORTEST_PASSWORD = 8;
/** Long enough for any passphrase; scrypt's time does not depend on it, a body's size does. */
export const LONGEST_PASSWORD = 256;
