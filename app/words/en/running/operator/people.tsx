import type { ReactNode } from "react";
import { credit, pictures } from "../../formats";

/** The words about people and what is done to their accounts, on pages for whoever runs the site. */
export const people = {
  find: "Find people",
  findHint: "The beginning of an e-mail address, or an id",
  findButton: "Find",
  orders: { newest: "Newest", pictures: "Most pictures", spent: "Most spent" },
  ordered: "Ordered by",
  foundNobody: "Nobody has an address that begins so, or such an id.",
  since: "Since",
  balance: "Balance",
  pictures: "Pictures",
  spent: "Spent",
  totalsNote: "Pictures and credits spent are up to a minute old.",
  personTitle: (email: string) => `Person ${email}`,
  id: "Id",
  facts: "Account",
  isBlocked: "Blocked",
  isOperator: "Operator",
  isProved: "address confirmed",
  isNotProved: "address not confirmed",
  hasSpent: (spent: number, made: number) => `${credit(spent)} for ${pictures(made)}`,
  statement: "Statement",
  ordersOf: "Orders",
  ordersNote: "What was typed and made is not shown here, unless it was shared or reported.",
  model: "Model",
  state: "State",
  price: "Price",
  shared: "shared",
  states: {
    reserved: "asked for",
    running: "being made",
    saving: "being kept",
    succeeded: "made",
    failed: "failed",
    canceled: "cancelled",
  },
  /** A state, and why. */
  stateBecause: (state: string, reason: string) => `${state} (${reason})`,
  sessions: "Sessions",
  sessionOf: (since: ReactNode, seen: ReactNode) => (
    <>
      since {since}, last seen {seen}
    </>
  ),
  actsOn: "Acts on this account",
  olderEntries: "Older entries",
  olderOrders: "Older orders",
  money: "Give or take credits",
  credits: "Credits",
  give: "Give",
  take: "Take",
  keepOut: "Keep out",
  blockText:
    "Blocking ends all sessions, lets nobody in and hides what was shared. Orders on their way go on to their end.",
  why: "Why",
  block: "Block",
  unblock: "Unblock",
  endSessions: "End all sessions",
  sendReset: "Send a link to a new password",
  makeOperator: "Make an operator",
  unmakeOperator: "Remove as an operator",
  bySetting: "Is an operator because OPERATORS names the address.",
  yourself: "This is you.",
};
