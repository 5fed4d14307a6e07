/** How long somebody who has shown once more who they are need not do so again, before what only an operator may do. */
export const FRESH_MINUTES = 15;
/** The most credits that one act of an operator gives or takes. */
export const MOST_CREDITS_AN_ACT = 100_000;
/** How long an operator's reason may be, in characters: it travels in a cookie while they show who they are. */
export const LONGEST_REASON = 300;
