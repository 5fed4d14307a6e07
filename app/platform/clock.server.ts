export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A moment as ISO-8601 UTC text, as the database keeps every time. `fromNow` is in milliseconds, negative for the past. */
export function timestamp(fromNow = 0): string {
  return new Date(Date.now() + fromNow).toISOString();
}

/** The whole seconds until a moment, 1 at least, as `Retry-After` has them. */
export function secondsUntil(moment: string): string {
  return String(Math.max(1, Math.ceil((Date.parse(moment) - Date.now()) / SECOND)));
}
