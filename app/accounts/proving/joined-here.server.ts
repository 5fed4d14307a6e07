import * as z from "zod";
import { signedCookie } from "~/http/cookies.server";
import { HOUR, SECOND } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { CONFIRM_HOURS } from "../recovery/limits";
import { readSession } from "../sessions.server";

/** How many accounts a browser may have joined with before the first is forgotten. */
const MOST = 5;

/**
 * The Set-Cookie value by which a browser is known as the one that made an account, until its address must be proved. It
 * says the same of whoever joins with an address that has an account already: then there is no account with this id.
 */
export async function rememberJoin(using: Services, request: Request, userId: string): Promise<string> {
  const before = await joinedHere(using, request);
  const seconds = (CONFIRM_HOURS * HOUR) / SECOND;
  return cookieOf(using, request).keep([userId, ...before].slice(0, MOST), seconds);
}

/**
 * Whether a browser belongs to whoever has the account by its password: it made the account, or is signed in to it.
 * Whoever proves the address in another browser may be somebody else, with whose address a stranger has joined.
 */
export async function isOwnBrowser(using: Services, request: Request, userId: string): Promise<boolean> {
  if ((await joinedHere(using, request)).includes(userId)) return true;
  return (await readSession(using, request))?.id === userId;
}

async function joinedHere(using: Services, request: Request): Promise<string[]> {
  const ids = z.array(z.string()).safeParse(await cookieOf(using, request).read());
  return ids.success ? ids.data : [];
}

function cookieOf({ settings }: Pick<Services, "settings">, request: Request) {
  return signedCookie(request, "joined", settings.SESSION_SECRETS);
}
