/** For how many days signing in undoes it that somebody asked for their account to end. */
export const LEAVING_DAYS = 7;
