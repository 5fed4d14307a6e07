import type { ServerBuild } from "@remix-run/cloudflare";
import { Unavailable } from "~/platform/unavailable.server";

/** What is down for a moment is most likely back after so long. */
const RETRY_AFTER_SECONDS = 10;

/** The routes as they are, but that whichever of them meets a part that does not answer ends in the 503 page. */
export function answeringUnavailable(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    const { loader, action } = route?.module ?? {};
    const module = {
      ...route?.module,
      ...(loader && { loader: guarded(loader) }),
      ...(action && { action: guarded(action) }),
    };
    return [id, { ...route, module }];
  });
  return { ...build, routes: Object.fromEntries(routes) };
}

function guarded<Arguments extends unknown[]>(run: (...given: Arguments) => unknown) {
  return async (...given: Arguments) => {
    try {
      return await run(...given);
    } catch (error) {
      // The response has no body: several loaders of a request may throw it, and a body is read once.
      throw error instanceof Unavailable ? unavailableResponse() : error;
    }
  };
}

/** @returns a 503 response; `Retry-After` is in seconds. */
export function unavailableResponse(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": String(RETRY_AFTER_SECONDS) } });
}
