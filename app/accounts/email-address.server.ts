import { domainToUnicode } from "node:url";
import * as z from "zod";
import { withoutInvisible } from "~/platform/text/text.server";

/** The HTML standard's definition of what `<input type=email>` takes, for a domain in ASCII. */
const VALID =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/**
 * The one form in which an address is kept, however it was typed or a browser changed it: in lower case, in ASCII, its
 * domain as the DNS has it. Null for what is no address.
 */
export function canonicalAddress(typed: string): string | null {
  const text = withoutInvisible(asOnAnyKeyboard(typed)).trim();
  const at = text.lastIndexOf("@");
  const domain = asciiDomain(text.slice(at + 1));
  const address = `${text.slice(0, at + 1)}${domain}`;
  return domain !== null && VALID.test(address) ? address.toLowerCase() : null;
}

/** Input methods for Chinese and Japanese write signs and letters in full width, and their own full stop for a dot. */
function asOnAnyKeyboard(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("\uFE6B", "@")
    .replace(/[\u3002\uFF61\uFE52]/g, ".");
}

/** The domain in ASCII. Only other letters go through the URL parser, which would take `127.1` for a number, `a/b` for a path. */
function asciiDomain(domain: string): string | null {
  if (/^[a-z0-9.-]+$/i.test(domain)) return domain;
  if (!/^[a-z0-9.\-\u0080-\u{10FFFF}]+$/iu.test(domain)) return null;
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : null;
}

/**
 * All spellings under which an account may be kept, the canonical form first: earlier versions kept what was typed, in lower
 * case, and took a few addresses that are none by the definition above. Empty for what never was an address.
 */
export function spellingsOf(typed: string): string[] {
  const kept = typed.trim().toLowerCase();
  const canonical = canonicalAddress(typed);
  if (canonical === null) return z.email().safeParse(kept).success ? [kept] : [];
  const [local, domain = ""] = canonical.split("@");
  return [...new Set([canonical, kept, `${local}@${domainToUnicode(domain)}`])];
}
