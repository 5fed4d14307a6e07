import { log } from "./log.server";

/**
 * A part the app cannot do without is missing or does not answer.
 * A response, so that whatever route meets it ends in the 503 page; `Retry-After` is in seconds.
 */
export function unavailable(part: "settings" | "database" | "pictures", reason: string): Response {
  log.error({ event: "unavailable", part, reason });
  // Without a body: it may be thrown by several loaders of a request, and a body is read once.
  return new Response(null, {
    status: 503,
    statusText: "Service Unavailable",
    headers: { "Retry-After": "10" },
  });
}
