/** Links to pictures and collections that one person makes: a hundred in an afternoon, then one in five minutes. */
export const LINKS_MADE = { atOnce: 100, everySeconds: 300 };
