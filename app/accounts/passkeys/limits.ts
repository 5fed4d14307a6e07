/** How long a challenge can be answered, in minutes. */
export const CHALLENGE_MINUTES = 5;
/** How many passkeys an account may have. */
export const MOST_PASSKEYS = 20;
/** The longest name of a passkey, in characters. */
export const LONGEST_PASSKEY_NAME = 60;
