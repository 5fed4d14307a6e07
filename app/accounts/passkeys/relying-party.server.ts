import { addressOf } from "~/platform/address.server";
import { linkOrigin } from "~/platform/mail-settings.server";
import type { Services } from "~/services.server";

/** For whom a device keeps a key: one host, and the one origin whose pages may use it. */
export type RelyingParty = { id: string; origin: string };

/**
 * The address at which the app is said to be. The host that a request names is anybody's word, and counts only where it is
 * this very machine, by the one name that browsers take for it. Null where there can be no passkeys.
 */
export function relyingParty(
  { settings }: Pick<Services, "settings">,
  request: Request,
): RelyingParty | null {
  const { hostname, origin } = new URL(linkOrigin(settings) || addressOf(request).origin);
  const isSaid = linkOrigin(settings) !== "";
  const isDomain = /[a-z]/i.test(hostname) && !hostname.includes(":");
  return isDomain && (isSaid || hostname === "localhost") ? { id: hostname, origin } : null;
}
