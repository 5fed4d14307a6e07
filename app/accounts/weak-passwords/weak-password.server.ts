import type { Mistake } from "~/http/mistakes";
import { readSet } from "~/platform/text/coded-set";
import { COMMON_PASSWORDS } from "./common-passwords";

/** The passwords that are tried first; the list lies beside. One other password in 16,384 is taken for one of them. */
let common: ReturnType<typeof readSet> | undefined;

/** The site's name, whole or half, once or again and again. */
const SITE = /^(flux(ai)?)+$/;

/**
 * Why a password is one that others try first, whoever chooses it for the account of this address; null for any other.
 * There are no rules on what a password is made of: they make people choose the same ones.
 */
export function weaknessOf(password: string, email: string): Mistake | null {
  const typed = password.normalize("NFKC").toLowerCase();
  common ??= readSet(COMMON_PASSWORDS);
  if (common.has(typed)) return "password_common";
  const stem = stemOf(typed);
  if (SITE.test(stem)) return "password_is_site";
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  const own = [email, local, domain, domain.split(".")[0] ?? ""].map(stemOf).filter(Boolean);
  return own.includes(stem) ? "password_is_address" : null;
}

/** What is left of a text without signs, and without the numbers that people put in front or behind. */
function stemOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^\d+(?=\D)|(?<=\D)\d+$/g, "");
}
