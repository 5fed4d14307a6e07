import { requestId } from "~/platform/request-id.server";
import type { Timings } from "~/platform/timings.server";
import { isSecure } from "../https.server";

/** The answer with the headers that every answer has; `_headers` gives static files those that can be said of a file. */
export function withHeaders(response: Response, request: Request, timings: Timings): Response {
  const answer = new Response(response.body, response);
  const { headers, status } = answer;
  const defaults = { ...DEFAULTS, "Content-Security-Policy": policyFor(headers.get("Content-Type")) };
  for (const [name, value] of Object.entries(defaults)) if (!headers.has(name)) headers.set(name, value);
  if (isPage(answer)) {
    headers.set("Permissions-Policy", PERMISSIONS_POLICY);
    headers.set("Speculation-Rules", SPECULATION_RULES);
  }
  if (status === 405 && !headers.has("Allow")) headers.set("Allow", "GET, HEAD");
  if (isSecure(request)) headers.set("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
  const id = requestId() ?? "";
  headers.set("X-Request-Id", id);
  headers.set("Server-Timing", `request;desc="${id}", ${timings.toHeader()}`);
  return answer;
}

function isPage({ headers }: Response): boolean {
  return headers.get("Content-Type")?.startsWith("text/html") ?? false;
}

/** The file that says which links a browser may fetch before they are followed: those whose pages change and count nothing. */
const SPECULATION_RULES = '"/speculation-rules.json"';

/** The policy of a page: all that it loads and runs is a file of this origin. */
export function pagePolicy(request: Request): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // On plain http, where the app runs locally, browsers would then ask for files where nobody answers.
    ...(isSecure(request) ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/**
 * The policy of all that is no page, which may load and run nothing. A picture opened by itself is not even of this
 * origin; browsers show it in a page of their own, with styles of their own.
 */
function policyFor(contentType: string | null): string {
  return contentType?.startsWith("image/")
    ? "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
    : "default-src 'none'; frame-ancestors 'none'";
}

/** The headers that an answer has unless it says otherwise itself. */
const DEFAULTS = {
  "Cache-Control": "private, no-cache",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Never no-referrer: with it browsers send `Origin: null`, and posts without JavaScript are refused.
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Content-Type-Options": "nosniff",
};

/** Two years, in seconds. Without `preload`, which binds a whole domain for good, and is for its owner to say. */
const STRICT_TRANSPORT_SECURITY = "max-age=63072000; includeSubDomains";

/** What pages might do in Chromium and ours never do is forbidden; writing to the clipboard copies prompts and links, and passkeys are made and used. */
const PERMISSIONS_POLICY = [
  ...[
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
  ].map((feature) => `${feature}=()`),
  ...["clipboard-write", "publickey-credentials-create", "publickey-credentials-get"].map(
    (feature) => `${feature}=(self)`,
  ),
].join(", ");
