import { DAY, HOUR } from "~/platform/clock.server";

/** `isKnown`: something told where the visitor is, so that times need not say that they are in UTC. */
export type TimeZone = { name: string; isKnown: boolean };

/**
 * Where the visitor is, best known first: what a script in their browser wrote into a cookie, what Cloudflare makes of
 * their address, or UTC.
 */
export function timeZoneOf(request: Request): TimeZone {
  const cookie = request.headers.get("Cookie")?.match(/(?:^|;\s*)time_zone=([\w+/-]{1,64})(?:;|$)/)?.[1];
  const { cf } = request as { cf?: { timezone?: unknown } };
  const name = canonical(cookie) ?? canonical(cf?.timezone);
  return name ? { name, isKnown: true } : { name: "UTC", isKnown: false };
}

/** The name that a zone has in this runtime; null for what is no zone here, whatever it is elsewhere. */
function canonical(name: unknown): string | null {
  if (typeof name !== "string" || name === "") return null;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The moment at which a day (`2026-03-31`) begins in a zone, as every time in the database is kept. */
export function startOfDay(day: string, zone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Clocks may change in between: the offset of a first guess is close to the one at the day's beginning, not always it.
  const guess = midnight - offsetAt(midnight, zone);
  const start = midnight - offsetAt(guess, zone);
  // Where clocks skip midnight the day begins an hour later.
  return new Date(dayOf(start, zone) < day ? start + HOUR : start).toISOString();
}

export function dayAfter(day: string): string {
  return dayBefore(day, -1);
}

export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
}

/** The day that a moment belongs to in a zone, as `2026-03-31`. */
export function dayOf(moment: number, zone: string): string {
  return new Date(moment + offsetAt(moment, zone)).toISOString().slice(0, 10);
}

/** Milliseconds by which the clocks of a zone are ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  const parts = partsIn(zone).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value;
  const wall = `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}Z`;
  return Date.parse(wall) - Math.floor(moment / 1000) * 1000;
}

/** To make a formatter takes as long as to use it some hundred times; each is the same for everybody. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function partsIn(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone) ?? formatterFor(timeZone);
  formatters.set(timeZone, known);
  return known;
}

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const twoDigits = {
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  } as const;
  return new Intl.DateTimeFormat("en-CA", { timeZone, hourCycle: "h23", year: "numeric", ...twoDigits });
}
