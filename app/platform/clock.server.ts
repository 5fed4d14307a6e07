export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** ISO-8601 UTC text, as every time in the database is kept. `fromNow` in milliseconds, negative for the past. */
export function timestamp(fromNow = 0): string {
  return new Date(Date.now() + fromNow).toISOString();
}
