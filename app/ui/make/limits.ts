/** The seconds from which on a time is told in minutes. */
export const IN_MINUTES_FROM_SECONDS = 90;
