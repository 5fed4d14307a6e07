import { randomBytes } from "node:crypto";
import { signedCookie } from "~/http/cookies.server";
import { formToken } from "~/http/door/form-token.server";
import { DAY, SECOND } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { sessionId } from "./sessions.server";

const LIFETIME_SECONDS = DAY / SECOND;
const ID_BYTES = 16;

/** What a browser keeps in a signed cookie: its session, or what stands in for one where people sign in. */
export async function bearerOf(request: Request, secrets: string[]): Promise<string | null> {
  const session = await sessionId(request, secrets);
  if (session) return session;
  const guest = await guestCookie(request, secrets).read();
  return typeof guest === "string" && guest !== "" ? guest : null;
}

/**
 * The token for a form with which people sign in, and the headers that give a browser something to bind it to. Only such
 * a form is worth a cookie to somebody who is not signed in.
 */
export async function tokenForGuest(
  { settings }: Pick<Services, "settings">,
  request: Request,
): Promise<{ formToken: string | undefined; headers: [name: string, value: string][] }> {
  const secrets = settings.SESSION_SECRETS;
  const known = await bearerOf(request, secrets);
  if (known) return { formToken: formToken(known, secrets), headers: [] };
  const id = randomBytes(ID_BYTES).toString("base64url");
  const kept = await guestCookie(request, secrets).keep(id, LIFETIME_SECONDS);
  return { formToken: formToken(id, secrets), headers: [["Set-Cookie", kept]] };
}

function guestCookie(request: Request, secrets: string[]) {
  return signedCookie(request, "guest", secrets);
}
