/** The most credits that one act gives or takes. */
export const MOST_CREDITS_AN_ACT = 100_000;
/** How long a reason may be, in characters: it travels in a cookie while its operator shows who they are. */
export const LONGEST_REASON = 300;
/** How many people, entries, orders or acts a page lists. */
export const LISTED = 25;
/** How long an address or id may be that is looked for, in characters. */
export const LONGEST_WANTED = 254;
