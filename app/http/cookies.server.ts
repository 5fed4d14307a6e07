import { createCookie } from "@remix-run/cloudflare";
import { isSecure } from "./https.server";

/** A cookie that only the app can write: what it holds is believed. Scripts never see it. */
export function signedCookie(request: Request, name: string, secrets: string[]) {
  const cookie = createCookie(nameFor(request, name), {
    httpOnly: true,
    path: "/",
    sameSite: "lax",
    secrets,
    secure: isSecure(request),
  });
  return {
    /** What the cookie holds; null when there is none, or a forged one. */
    async read(): Promise<unknown> {
      // Remix throws at a signature that is not base64: forged like any other.
      return cookie.parse(request.headers.get("Cookie")).catch(() => null);
    },
    /** The Set-Cookie value that keeps a value. */
    keep: (value: unknown, maxAgeSeconds: number): Promise<string> =>
      cookie.serialize(value, { maxAge: maxAgeSeconds }),
    /** The Set-Cookie value that removes the cookie. */
    forget: (): Promise<string> => cookie.serialize("", { maxAge: 0 }),
    /** Whether the browser sent the cookie at all, whatever it holds. */
    isSent: (): boolean => sent(request, name) !== undefined,
    /** Whether a Set-Cookie value is about this cookie. */
    isIn: (setCookie: string): boolean => setCookie.startsWith(`${nameFor(request, name)}=`),
  };
}

/** A cookie on which nothing depends but what its own browser shows: who forges it chooses for themselves. */
export function plainCookie(request: Request, name: string) {
  return {
    read: (): string | undefined => sent(request, name)?.match(/^[\w-]+$/)?.[0],
    /** The Set-Cookie value that keeps a value. */
    keep: (value: string, maxAgeSeconds: number): string => {
      const secure = isSecure(request) ? "; Secure" : "";
      return `${nameFor(request, name)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
    },
  };
}

/** `__Host-` binds a cookie to the very host; browsers refuse it and `Secure` on plain http, which only local use has. */
function nameFor(request: Request, name: string): string {
  return isSecure(request) ? `__Host-${name}` : name;
}

function sent(request: Request, name: string): string | undefined {
  const wanted = `${nameFor(request, name)}=`;
  const cookies = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length);
}
