import { addressOf } from "~/platform/address.server";
/** Whether the visitor is on https, once `asVisited` has seen the request. */
export function isSecure(request: Request): boolean {
  return addressOf(request).protocol === "https:";
}

/**
 * The request under the scheme that the visitor's browser used, or the way to https. Only an app that is said to live on
 * https believes what a proxy says, and turns plain http away. 308 keeps the method and the body.
 */
export function asVisited(request: Request, publicOrigin: string | undefined): Request | Response {
  if (isSecure(request) || !publicOrigin?.startsWith("https:")) return request;
  const url = addressOf(request);
  if (schemeSaidByProxy(request) === "https") {
    url.protocol = "https:";
    return new Request(url, request);
  }
  // Load balancers ask over plain http, and follow nothing.
  if (url.pathname === "/healthcheck") return request;
  const location = publicOrigin + url.pathname + url.search;
  return new Response(null, { status: 308, headers: { Location: location } });
}

/** The scheme that a proxy says was used; the first of several is the one that the browser spoke with. */
function schemeSaidByProxy({ headers }: Request): string | undefined {
  return headers.get("X-Forwarded-Proto")?.split(",")[0]?.trim().toLowerCase();
}
