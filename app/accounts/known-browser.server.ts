import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { signedCookie } from "~/http/cookies.server";
import { DAY, SECOND } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { spellingsOf } from "./email-address.server";
import { BROWSER_KNOWN_DAYS, MOST_KNOWN_IN_A_BROWSER } from "./limits";

const ID_BYTES = 16;
const HASH_LENGTH = 16;

const Known = z.object({ id: z.string().min(1), of: z.array(z.string()) });

/**
 * The id of the browser where somebody has signed in with this address before; null where nobody has. It lets nobody in:
 * it only sets the browser of an account's owner apart from strangers who try passwords.
 */
export async function knownBrowser(
  { settings }: Pick<Services, "settings">,
  request: Request,
  address: string,
): Promise<string | null> {
  const known = Known.safeParse(await cookieOf(request, settings.SESSION_SECRETS).read());
  return known.success && known.data.of.includes(hashOf(address)) ? known.data.id : null;
}

/** The Set-Cookie value by which the browser is known from now on, for this address beside the last few others. */
export async function rememberBrowser(
  { settings }: Pick<Services, "settings">,
  request: Request,
  address: string,
): Promise<string> {
  const cookie = cookieOf(request, settings.SESSION_SECRETS);
  const known = Known.safeParse(await cookie.read());
  const { id, of } = known.success
    ? known.data
    : { id: randomBytes(ID_BYTES).toString("base64url"), of: [] as string[] };
  const all = [hashOf(address), ...of.filter((hash) => hash !== hashOf(address))];
  return cookie.keep({ id, of: all.slice(0, MOST_KNOWN_IN_A_BROWSER) }, (BROWSER_KNOWN_DAYS * DAY) / SECOND);
}

/** By what a browser is known for an account: its address as whoever signs in is counted by it. */
export function addressKnownBy(accountEmail: string): string {
  return spellingsOf(accountEmail)[0] ?? accountEmail;
}

function cookieOf(request: Request, secrets: string[]) {
  return signedCookie(request, "known", secrets);
}

function hashOf(address: string): string {
  return createHash("sha256").update(`known:${address}`).digest("base64url").slice(0, HASH_LENGTH);
}
