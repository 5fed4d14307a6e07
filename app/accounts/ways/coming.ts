import type { Mistake } from "~/http/mistakes";
import type { Language } from "~/platform/text/languages";
import type { Problem } from "../providers/problems";
import type { Person } from "../providers/told.server";

/** Who comes by another site, and with what. */
export type Coming = {
  request: Request;
  person: Person;
  invite: string | null;
  draft: string;
  language: Language;
  /** Whether they have said that an account which never proved their address is not theirs. */
  isStranger?: boolean;
};

/** Whose account it is, or what is in the way. */
export type AccountFor =
  | { kind: "account"; userId: string; address: string; isWithoutCredits: boolean }
  /** Whoever it is is to look into their mail, whether there was an account already or not. */
  | { kind: "by_mail"; userId: string }
  /** There is an account with their address, which never proved it and is more than begun: is it theirs? */
  | { kind: "whose"; email: string }
  | { kind: "refused"; why: Problem | Mistake; againAt?: string };

/** Somebody new: their address as accounts have it, and all spellings of it. */
export type Newcomer = Coming & {
  email: string;
  spellings: string[];
  /** Accounts that have this address, never proved it, and lose it. */
  instead?: string[];
};
