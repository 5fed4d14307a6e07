import type { Problem } from "./problems";
import type { Provider } from "./providers.server";

/**
 * Why another site did not say who somebody is: somebody said no; it is to be begun once more, since another tab came
 * between or it was too long ago; the site does not answer in a way that can be understood; or it does not take us for whom
 * the settings say we are.
 */
export type Untold = Extract<Problem, "denied" | "again" | "down" | "not_ours">;

/** Who somebody is, as another site says. */
export type Person = {
  issuer: string;
  /** The site's own name for the person, which never changes. */
  subject: string;
  email: string | null;
  /** Whether the site has found out that the address is theirs. */
  isVerified: boolean;
};

export type Told = { kind: "person"; person: Person } | { kind: "untold"; why: Untold };

export const untold = (why: Untold): Told => ({ kind: "untold", why });

export function person({ issuer }: Provider, of: Omit<Person, "issuer">): Told {
  return { kind: "person", person: { issuer, ...of } };
}

const DENIED = ["access_denied", "consent_required", "login_required", "interaction_required"];
const ILL = ["server_error", "temporarily_unavailable"];
const SPENT = ["invalid_grant", "bad_verification_code"];

/** What a word of the protocol means by which a site refuses. */
export function refusedWith(word: string): Untold {
  if (DENIED.includes(word)) return "denied";
  if (ILL.includes(word)) return "down";
  return SPENT.includes(word) ? "again" : "not_ours";
}
