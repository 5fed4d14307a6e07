import type { Mistake } from "~/http/mistakes";
import { readSet } from "~/platform/text/coded-set";
import { COMMON_PASSWORDS } from "./common-passwords";

/** The passwords that are tried first; the list lies beside. One other password in 16,384 is taken for one of them. */
let common: ReturnType<typeof readSet> | undefined;

/**
 * Why a password is one that others try first, whoever chooses it for the account of this address; null for any other.
 * There are no rules on what a password is made of: they make people choose the same ones.
 */
export function weaknessOf(password: string, email: string, site: string): Mistake | null {
  const typed = password.normalize("NFKC").toLowerCase();
  common ??= readSet(COMMON_PASSWORDS);
  if (common.has(typed)) return "password_common";
  const stem = stemOf(typed);
  if (isMadeOf(stem, site)) return "password_is_site";
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  const own = [email, local, domain, domain.split(".")[0] ?? ""].map(stemOf).filter(Boolean);
  return own.includes(stem) ? "password_is_address" : null;
}

/** Whether a text is nothing but words of the site's name, in any order, once or again and again. */
function isMadeOf(stem: string, site: string): boolean {
  const words = [site, ...site.split(/[^\p{L}\p{N}]+/u)]
    .map((word) => stemOf(word.normalize("NFKC")))
    .filter(Boolean);
  // The places up to which the text is made of words: the next word may begin at each.
  const reached = new Set([0]);
  for (const from of reached)
    for (const word of words) if (stem.startsWith(word, from)) reached.add(from + word.length);
  return stem !== "" && reached.has(stem.length);
}

/** What is left of a text without signs, and without the numbers that people put in front or behind. */
function stemOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^\d+(?=\D)|(?<=\D)\d+$/g, "");
}
