import type { PretendReplicate } from "./pretend-replicate";

/**
 * Makes the pretend Replicate throttle creates as the real one does an account with little credit: a bucket of `burst`
 * tokens that fills at so many `aMinute`, by the test's own clock. What it does with a create that it takes stays what it
 * was. Counts what it refused and notes when it took one.
 */
export function throttle(pretend: PretendReplicate, { aMinute = 6, burst = 1 } = {}) {
  const everyMs = 60_000 / aMinute;
  const seen = { refused: 0, takenAt: [] as number[] };
  let tokens = burst;
  let filledAt = Date.now();
  const take = pretend.onCreate;
  pretend.onCreate = (made) => {
    const now = Date.now();
    tokens = Math.min(burst, tokens + (now - filledAt) / everyMs);
    filledAt = now;
    if (tokens < 1) {
      seen.refused++;
      return tooMany(Math.ceil(((1 - tokens) * everyMs) / 1000), aMinute, burst);
    }
    tokens--;
    seen.takenAt.push(now);
    return take(made);
  };
  return seen;
}

/** The answer to one create too many, with the words and the header that were seen of Replicate in 2026. */
function tooMany(seconds: number, aMinute: number, burst: number): Response {
  const detail = `Request was throttled. Your rate limit for creating predictions is reduced to ${aMinute} requests per minute with a burst of ${burst} requests while you have less than $5.0 in credit. Your rate limit resets in ~${seconds}s.`;
  const headers = { "Retry-After": String(seconds) };
  return Response.json({ detail, status: 429, retry_after: seconds }, { status: 429, headers });
}
