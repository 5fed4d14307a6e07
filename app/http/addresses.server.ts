import { addressOf } from "~/platform/address.server";
import type { Services } from "~/services.server";

/** The origin under which the app is seen from outside, for links that leave it. */
export function publicOrigin({ settings }: Pick<Services, "settings">, request: Request): string {
  return settings.PUBLIC_ORIGIN ?? addressOf(request).origin;
}

/**
 * The page of ours that a form or a link names, as the path that is sent; null for any address elsewhere. Every way back
 * comes from here: the text that is sent is the text that was judged. `change` is made to the address before that.
 */
export function ownPage(
  address: string,
  request: Request,
  change: (page: URL) => void = () => {},
): string | null {
  const { origin } = addressOf(request);
  const page = resolved(address, origin);
  if (page?.origin !== origin) return null;
  change(page);
  const sent = page.pathname + page.search;
  // `/.//elsewhere` is ours, and what is left of it without its dots, `//elsewhere`, is not.
  return resolved(sent, origin)?.href === origin + sent ? sent : null;
}

/** The address as browsers resolve it: `//elsewhere`, `/\elsewhere` and the like pass any check of a prefix. */
function resolved(address: string, origin: string): URL | null {
  return URL.canParse(address, origin) ? new URL(address, origin) : null;
}
