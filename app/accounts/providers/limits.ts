/** How long somebody may take at another site before they come back signed in. */
export const AWAY_MINUTES = 15;
/** How long another site may take for each of its answers. */
export const ANSWER_WITHIN_SECONDS = 5;
/** How long what another site says of its own addresses is believed before it is asked again. */
export const METADATA_MINUTES = 60;
/** Orders that wait for people who went to another site to sign in, from one network address. */
export const GUEST_DRAFTS_FROM_A_NETWORK = { atOnce: 30, everySeconds: 60 };
/** The same for the whole site: each is a row that nobody who is known has made. */
export const GUEST_DRAFTS_OF_THE_SITE = { atOnce: 2_000, everySeconds: 2 };
/** The longest address of a page of ours, in characters, to which somebody comes back: it travels in a cookie. */
export const LONGEST_WAY_BACK = 1_000;
