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
/** How many sessions a person has at once, all of which a page lists; with one more, the one ends that was seen the longest ago. */
export const MOST_SESSIONS = 100;
/** For how long having signed in stands for a password that an account does not have. */
export const FRESH_MINUTES = 10;
/** How long what somebody typed before signing in is kept. */
export const DRAFT_DAYS = 1;

/** Wrong passwords for one account from one network address (of IPv6, one /64). */
export const GUESSES_FROM_A_NETWORK_AT_AN_ACCOUNT = { atOnce: 5, everySeconds: 60 };
/** Wrong passwords from one network address, for whichever accounts: thirty in ten minutes. */
export const GUESSES_FROM_A_NETWORK = { atOnce: 30, everySeconds: 20 };
/** Wrong passwords for one account from anywhere: a hundred in an hour. Then only browsers that it knows may try. */
export const GUESSES_AT_AN_ACCOUNT = { atOnce: 100, everySeconds: 36 };
/** Wrong passwords for one account in a browser where somebody signed in to it before, which nobody else can use up. */
export const GUESSES_FROM_A_KNOWN_BROWSER = { atOnce: 10, everySeconds: 60 };
/** How long a browser in which somebody signed in is known as theirs; browsers keep no cookie longer. */
export const BROWSER_KNOWN_DAYS = 400;
/** How many accounts a browser is known for: more share none. */
export const MOST_KNOWN_IN_A_BROWSER = 8;
/** Accounts that are made from one network address: many people can be behind one. */
export const JOINS_FROM_A_NETWORK = { atOnce: 10, everySeconds: 360 };

/** Passwords that are hashed at once in an isolate: each takes 16 MiB, and some 180 ms in which nothing else is done. */
export const HASHES_AT_ONCE = 2;
/** Passwords that may wait for that; a further one is refused. */
export const HASHES_WAITING = 6;
/** How soon somebody who was refused for that had better come again. */
export const HASHES_AGAIN_AFTER_SECONDS = 5;

/** New accounts in a day, UTC, that get free credits from one network address: a household, and no script. */
export const WELCOMES_FROM_A_NETWORK_A_DAY = 3;
