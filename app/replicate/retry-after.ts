/** When Replicate is busy and does not say for how long; its limits are per minute and refill all the time. */
const DEFAULT_RETRY_SECONDS = 10;
const SHORTEST_RETRY_SECONDS = 1;

/** What a 429 says: when to come again, and how many creates Replicate takes, where it tells. */
export type Throttle = { retryAfterSeconds: number; createsAMinute?: number };

/**
 * How long to wait, by the header, the body's `retry_after`, or "resets in ~30s" in its text: Replicate has used all
 * three. Whole seconds, at least one, and as many as it says: whoever waits has a bound of their own. What lies in the past
 * says nothing.
 */
export async function throttleIn(response: Response): Promise<Throttle> {
  const body = await response.text().catch(() => "");
  const said = secondsIn(response.headers.get("Retry-After")) ?? secondsIn(fieldOf(body)) ?? secondsOf(body);
  const retryAfterSeconds = Math.max(Math.ceil(said ?? DEFAULT_RETRY_SECONDS), SHORTEST_RETRY_SECONDS);
  const createsAMinute = createsAMinuteIn(body);
  return { retryAfterSeconds, ...(createsAMinute && { createsAMinute }) };
}

/** The number in "reduced to 6 requests per minute"; null where there is none, or none to go by. */
function createsAMinuteIn(body: string): number | null {
  const [, count] = body.match(/\b(\d{1,4}) requests per minute\b/) ?? [];
  return Number(count) || null;
}

/** A number of seconds, or a date as HTTP writes it or as ISO 8601 has it; null for what says nothing. */
function secondsIn(value: unknown): number | null {
  if (typeof value === "number") return value > 0 ? value : null;
  const text = String(value ?? "").trim();
  const isDate = /^[A-Z][a-z]{2,8},? |^\d{4}-\d\d-\d\dT/.test(text);
  const seconds = isDate ? (Date.parse(text) - Date.now()) / 1000 : /^[\d.]/.test(text) ? Number(text) : 0;
  return seconds > 0 ? seconds : null;
}

function fieldOf(body: string): unknown {
  try {
    return JSON.parse(body)?.retry_after;
  } catch {
    return null;
  }
}

const UNITS: Record<string, number> = { s: 1, m: 60, h: 3600 };

function secondsOf(text: string): number | null {
  const [, count, unit = ""] = text.match(/resets in ~?(\d+(?:\.\d+)?)\s*([smh])/) ?? [];
  return Number(count) * (UNITS[unit] ?? 1) || null;
}
