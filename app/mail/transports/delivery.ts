import type { Letter } from "../compose.server";

/**
 * What came of a mail. `refused`: this one will never be taken. `put_off`: it may be taken later. `unreachable`: nothing
 * will be, for now. The reason is a number or a word of ours, never what the other side wrote.
 */
export type Delivery =
  | { kind: "sent" }
  | { kind: "refused"; reason: string }
  | { kind: "put_off"; reason: string }
  | { kind: "unreachable"; reason: string };

export type Sender = { name: string; email: string };

/** Hands a mail to whatever takes it to its reader. */
export type Transport = (letter: Letter) => Promise<Delivery>;
