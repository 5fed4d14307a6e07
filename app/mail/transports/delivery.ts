import type { Letter } from "../compose.server";
import type { WhyNotSent } from "../outbox/why-not-sent";

/**
 * What came of a mail. `refused`: this one will never be taken. `put_off`: it may be taken later. `unreachable`: nothing
 * will be, for now.
 */
export type Delivery = { kind: "sent" } | { kind: "refused" | "put_off" | "unreachable"; reason: Reason };

/** A word of ours, or the code with which a server or a service refused: never what the other side wrote beside it. */
type Reason = WhyNotSent | Code;
type Code = `${number}` | `E_${string}`;

export type Sender = { name: string; email: string };

/** Hands a mail to whatever takes it to its reader. */
export type Transport = (letter: Letter) => Promise<Delivery>;
