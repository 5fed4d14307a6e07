import type { Settings } from "~/platform/settings.server";

/**
 * From where in the network a visitor asks; null unless the owner has named the header that whatever is in front of the
 * app writes. Any other header, whatever it is called, is the visitor's own word.
 */
export function networkAddress(
  { headers }: Request,
  settings: Pick<Settings, "TRUSTED_IP_HEADER"> | null,
): string | null {
  return settings?.TRUSTED_IP_HEADER ? headers.get(settings.TRUSTED_IP_HEADER) : null;
}
