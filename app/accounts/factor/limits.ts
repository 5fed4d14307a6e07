/** How long the code is waited for after the password, in minutes. */
export const CODE_MINUTES = 10;
/** How many codes may be tried in that time. */
export const CODE_TRIES = 5;
/** How long a secret that was begun with can be turned on, in minutes. */
export const SET_UP_MINUTES = 30;
/** How many recovery codes somebody has at first. */
export const RECOVERY_CODES = 10;
/** Letters and digits of a recovery code, of 5 bits each: nobody comes upon one by trying. */
export const RECOVERY_CODE_LENGTH = 24;

/**
 * Wrong codes for one account, all networks together. Whoever tries them knows the password already; three of a million
 * are right, so that a hundred a day find one in some ten years.
 */
export const CODES_AT_AN_ACCOUNT = { atOnce: 10, everySeconds: 900 };
/** The same in a browser where somebody signed in to the account before, which nobody else can use up. */
export const CODES_FROM_A_KNOWN_BROWSER = { atOnce: 10, everySeconds: 300 };
