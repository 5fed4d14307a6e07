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
    /** Null for none and for a forged one. */
    async read(): Promise<unknown> {
      // Remix throws at a signature that is not base64: forged like any other.
      return cookie.parse(request.headers.get("Cookie")).catch(() => null);
    },
    /** A Set-Cookie value. */
    keep: (value: unknown, maxAgeSeconds: number): Promise<string> =>
      cookie.serialize(value, { maxAge: maxAgeSeconds }),
    /** A Set-Cookie value. */
    forget: (): Promise<string> => cookie.serialize("", { maxAge: 0 }),
    /** Whether the browser sent it at all, whatever it holds. */
    isSent: (): boolean => sent(request, name) !== undefined,
    /** Whether this Set-Cookie value is about it. */
    isIn: (setCookie: string): boolean => setCookie.startsWith(`${nameFor(request, name)}=`),
  };
}

/** A cookie of which nothing depends but what its own browser shows: who forges it chooses for themselves. */
export function plainCookie(request: Request, name: string) {
  return {
    read: (): string | undefined => sent(request, name)?.match(/^[\w-]+$/)?.[0],
    /** A Set-Cookie value. */
    keep: (value: string, maxAgeSeconds: number): string => {
      const secure = isSecure(request) ? "; Secure" : "";
      return `${nameFor(request, name)}=${value}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
    },
  };
}

/** Bound to the very host on https; browsers refuse `__Host-` and `Secure` on plain http, which only local use has. */
function nameFor(request: Request, name: string): string {
  return isSecure(request) ? `__Host-${name}` : name;
}

function sent(request: Request, name: string): string | undefined {
  const wanted = `${nameFor(request, name)}=`;
  const cookies = (request.headers.get("Cookie") ?? "").split(/;\s*/);
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length);
}
