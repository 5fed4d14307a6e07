/** In the place of a password's hash: no hash of any, so that nobody gets in by one until it is chosen. */
export const NO_PASSWORD = "-";
