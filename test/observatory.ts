/**
 * The points that the MDN HTTP Observatory gives a site (mdn/mdn-http-observatory, algorithm 6), by the names of its
 * rules, as far as they can tell an answer of ours from a worse one. A result that is not listed counts nothing.
 */
const POINTS: Record<string, number> = {
  "csp-implemented-with-no-unsafe-default-src-none": 10,
  "csp-implemented-with-no-unsafe": 5,
  "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
  "csp-implemented-with-unsafe-eval": -10,
  "csp-implemented-with-unsafe-inline": -20,
  "csp-implemented-with-insecure-scheme": -20,
  "csp-not-implemented": -25,
  "cookies-secure-with-httponly-sessions-and-samesite": 5,
  "cookies-without-secure-flag-but-protected-by-hsts": -5,
  "cookies-session-without-secure-flag-but-protected-by-hsts": -10,
  "cookies-without-secure-flag": -20,
  "cookies-session-without-httponly-flag": -30,
  "cookies-session-without-secure-flag": -40,
  "cross-origin-resource-sharing-implemented-with-universal-access": -50,
  "redirection-off-host-from-http": -5,
  "redirection-not-to-https": -20,
  "redirection-missing": -20,
  "referrer-policy-private": 5,
  "referrer-policy-unsafe": -5,
  "hsts-implemented-max-age-less-than-six-months": -10,
  "hsts-not-implemented": -20,
  "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
  "x-content-type-options-not-implemented": -5,
  "x-frame-options-implemented-via-csp": 5,
  "x-frame-options-sameorigin-or-deny": 5,
  "x-frame-options-not-implemented": -20,
  "corp-implemented-with-same-origin": 10,
  "coop-implemented-with-same-origin": 10,
  "coep-implemented-with-require-corp": 10,
};

/** The score from which extra points count: a site that loses more than ten of a hundred gets none on top. */
const MINIMUM_SCORE_FOR_EXTRA_CREDIT = 90;

export type Scanned = {
  /** The site's answer over plain http. */
  http: Response;
  https: Headers;
  html: string;
  /** The values of all Set-Cookie headers. */
  cookies: string[];
  /** The headers that answer a preflight from another origin. */
  preflight: Headers;
};

export function grade(scanned: Scanned): { score: number; results: string[] } {
  const { https: headers } = scanned;
  const results = [
    contentSecurityPolicy(headers),
    cookies(scanned),
    known(headers, "Cross-Origin-Embedder-Policy", "coep", ["require-corp"]),
    known(headers, "Cross-Origin-Opener-Policy", "coop", ["same-origin"]),
    crossOriginResourceSharing(scanned.preflight),
    redirection(scanned.http),
    referrerPolicy(headers),
    strictTransportSecurity(headers),
    subresourceIntegrity(scanned.html),
    headers.get("X-Content-Type-Options") === "nosniff"
      ? "x-content-type-options-nosniff"
      : "x-content-type-options-not-implemented",
    frameOptions(headers),
    known(headers, "Cross-Origin-Resource-Policy", "corp", ["same-origin"]),
  ];
  const points = results.map((result) => POINTS[result] ?? 0);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 100);
  const uncurved = sum(points.filter((number) => number < 0));
  return { score: uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(points) : uncurved, results };
}

function policy(headers: Headers): Map<string, string[]> {
  const directives = headers.get("Content-Security-Policy")?.split(";") ?? [];
  return new Map(
    directives.map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name, sources];
    }),
  );
}

const BROAD = ["*", "http:", "https:", "ftp:"];

function contentSecurityPolicy(headers: Headers): string {
  const csp = policy(headers);
  if (csp.size === 0) return "csp-not-implemented";
  const sources = (name: string) => csp.get(name) ?? csp.get("default-src") ?? ["*"];
  const allows = (name: string, unwanted: string[]) =>
    sources(name).some((source) => unwanted.includes(source));
  if (allows("script-src", [...BROAD, "'unsafe-inline'", "data:"]) || allows("object-src", BROAD))
    return "csp-implemented-with-unsafe-inline";
  if ([...csp.values()].flat().some((source) => /^(http|ftp):/.test(source)))
    return "csp-implemented-with-insecure-scheme";
  if (allows("script-src", ["'unsafe-eval'"]) || allows("style-src", ["'unsafe-eval'"]))
    return "csp-implemented-with-unsafe-eval";
  if (allows("style-src", [...BROAD, "'unsafe-inline'", "data:"]))
    return "csp-implemented-with-unsafe-inline-in-style-src-only";
  return csp.get("default-src")?.join() === "'none'"
    ? "csp-implemented-with-no-unsafe-default-src-none"
    : "csp-implemented-with-no-unsafe";
}

function cookies({ cookies, https }: Scanned): string {
  if (cookies.length === 0) return "cookies-not-found";
  const sessions = cookies.filter((cookie) => /^[^=]*(sess|login)/i.test(cookie));
  const without = (flag: RegExp, among: string[]) => among.some((cookie) => !flag.test(cookie));
  const protection = strictTransportSecurity(https).endsWith("least-six-months")
    ? "-but-protected-by-hsts"
    : "";
  if (without(/; Secure/, sessions)) return `cookies-session-without-secure-flag${protection}`;
  if (without(/; HttpOnly/, sessions)) return "cookies-session-without-httponly-flag";
  if (without(/; Secure/, cookies)) return `cookies-without-secure-flag${protection}`;
  if (without(/; SameSite=(Lax|Strict)/, cookies)) return "cookies-secure-with-httponly-sessions";
  return "cookies-secure-with-httponly-sessions-and-samesite";
}

function known(headers: Headers, header: string, rule: string, values: string[]): string {
  const value = headers.get(header);
  if (value === null) return `${rule}-not-implemented`;
  return values.includes(value) ? `${rule}-implemented-with-${value}` : `${rule}-header-invalid`;
}

function crossOriginResourceSharing(preflight: Headers): string {
  const implemented = "cross-origin-resource-sharing-implemented-with";
  if (!preflight.has("Access-Control-Allow-Origin")) return "cross-origin-resource-sharing-not-implemented";
  return preflight.get("Access-Control-Allow-Credentials") === "true"
    ? `${implemented}-universal-access`
    : `${implemented}-public-access`;
}

function redirection(http: Response): string {
  const location = http.headers.get("Location");
  if (location === null) return "redirection-missing";
  const target = new URL(location, http.url);
  if (target.protocol !== "https:") return "redirection-not-to-https";
  return target.hostname === new URL(http.url).hostname
    ? "redirection-to-https"
    : "redirection-off-host-from-http";
}

function referrerPolicy(headers: Headers): string {
  const value = headers.get("Referrer-Policy");
  if (value === null) return "referrer-policy-not-implemented";
  const isPrivate = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];
  return isPrivate.includes(value) ? "referrer-policy-private" : "referrer-policy-unsafe";
}

const SIX_MONTHS = 15_552_000;

function strictTransportSecurity(headers: Headers): string {
  const maxAge = headers.get("Strict-Transport-Security")?.match(/max-age=(\d+)/)?.[1];
  if (maxAge === undefined) return "hsts-not-implemented";
  return Number(maxAge) < SIX_MONTHS
    ? "hsts-implemented-max-age-less-than-six-months"
    : "hsts-implemented-max-age-at-least-six-months";
}

function subresourceIntegrity(html: string): string {
  const scripts = [...html.matchAll(/<script[^>]* src="([^"]*)"/g)].map(([, src = ""]) => src);
  return scripts.every((src) => /^\/[^/]/.test(src))
    ? "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"
    : "sri-not-implemented-and-external-scripts-not-loaded-securely";
}

function frameOptions(headers: Headers): string {
  if (policy(headers).has("frame-ancestors")) return "x-frame-options-implemented-via-csp";
  return /^(deny|sameorigin)$/i.test(headers.get("X-Frame-Options") ?? "")
    ? "x-frame-options-sameorigin-or-deny"
    : "x-frame-options-not-implemented";
}
