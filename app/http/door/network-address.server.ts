import { isIPv4, isIPv6 } from "node:net";
import type { Settings } from "~/platform/settings.server";

/**
 * From where in the network a visitor asks: an IPv4 address, or the /64 of an IPv6 one, which is what one household or
 * machine is given and may choose among freely. Null unless the owner has named the header that whatever is in front of the
 * app writes. Any other header, whatever it is called, is the visitor's own word.
 */
export function networkAddress(
  { headers }: Request,
  settings: Pick<Settings, "TRUSTED_IP_HEADER"> | null,
): string | null {
  const said = settings?.TRUSTED_IP_HEADER ? headers.get(settings.TRUSTED_IP_HEADER) : null;
  // Of a list the last one was added by the proxy itself.
  const address = said?.split(",").at(-1)?.trim().toLowerCase() ?? "";
  if (isIPv4(address)) return address;
  return isIPv6(address) ? networkOf(address) : null;
}

const GROUPS = 8;
const GROUPS_OF_A_NETWORK = 4;

/** The first half of an IPv6 address, in one spelling; an IPv4 address inside one is that address. */
function networkOf(address: string): string {
  const inside = address.match(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/)?.[1];
  if (inside) return inside;
  const [front = "", back] = (address.split("%")[0] ?? "").split("::");
  const first = groupsOf(front);
  const last = groupsOf(back ?? "");
  const between = Array<number>(Math.max(0, GROUPS - first.length - last.length)).fill(0);
  const groups = back === undefined ? first : [...first, ...between, ...last];
  return `${groups
    .slice(0, GROUPS_OF_A_NETWORK)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** An IPv4 address at the end takes two groups; none of them is in the half that counts. */
function groupsOf(part: string): number[] {
  return part
    .split(":")
    .filter(Boolean)
    .flatMap((group) => (group.includes(".") ? [0, 0] : [Number.parseInt(group, 16)]));
}
