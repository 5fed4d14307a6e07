import { addressOf } from "~/platform/address.server";
import type { Services } from "~/services.server";

/** Where the app is seen from outside: in links that leave it. */
export function publicOrigin({ settings }: Pick<Services, "settings">, request: Request): string {
  return settings.PUBLIC_ORIGIN ?? addressOf(request).origin;
}

/** The address of a page of ours that a form or a link names; null for any address elsewhere. */
export function ownPage(address: string, request: Request): URL | null {
  const { origin } = addressOf(request);
  // Resolved and compared: `//elsewhere`, `/\elsewhere` and the like pass any check of a prefix.
  const target = URL.canParse(address, origin) ? new URL(address, origin) : null;
  return target?.origin === origin ? target : null;
}
