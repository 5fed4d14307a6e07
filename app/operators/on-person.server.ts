import { newReset } from "~/accounts/recovery/reset.server";
import type { User } from "~/accounts/user";
import { closingAgain, grant } from "~/credits/ledger.server";
import { timestamp } from "~/platform/clock.server";
import type { Query } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { type Acted, perform } from "./acts.server";

/** Whom an act is about, by whom, and the id that its form brought. */
type About = { id: string; userId: string; reason?: string };

/** Gives credits, or takes them for a negative amount; nobody has fewer than none afterwards. */
export function giveCredits(
  using: Services,
  operator: User,
  { id, userId, reason, credits }: About & { credits: number },
): Promise<Acted> {
  const act = credits > 0 ? "give" : "take";
  return perform(using, operator, { id, act, userId, reason, amount: Math.abs(credits) }, [
    ...grant(using.db, { userId, amount: credits, reference: `act:${id}` }),
    ...closingAgain(using.db, userId),
  ]);
}

/**
 * Keeps somebody out: their sessions end, nothing lets them in, and their links show nothing, until they are let in again.
 * What they have ordered goes on to its end as ever, and the credit of what fails comes back.
 */
export function block(using: Services, operator: User, { id, userId, reason }: About): Promise<Acted> {
  return perform(using, operator, { id, act: "block", userId, reason }, blocking(using, userId));
}

/** The queries that keep somebody out; they join an act's batch. */
export function blocking({ db }: Services, userId: string): Query[] {
  return [
    db
      .insertInto("blocks")
      .values({ user_id: userId, blocked_at: timestamp() })
      .onConflict((conflict) => conflict.doNothing()),
    db.deleteFrom("sessions").where("user_id", "=", userId),
  ];
}

export function unblock(using: Services, operator: User, { id, userId, reason }: About): Promise<Acted> {
  return perform(using, operator, { id, act: "unblock", userId, reason }, [
    using.db.deleteFrom("blocks").where("user_id", "=", userId),
  ]);
}

export function endSessions(using: Services, operator: User, { id, userId }: About): Promise<Acted> {
  return perform(using, operator, { id, act: "end_sessions", userId }, [
    using.db.deleteFrom("sessions").where("user_id", "=", userId),
  ]);
}

/** Sends somebody a link to a new password: an operator never sets one. */
export function sendReset(
  using: Services,
  operator: User,
  { id, userId, email, language }: About & { email: string; language: Language },
): Promise<Acted> {
  return perform(using, operator, { id, act: "send_reset", userId }, [
    ...newReset(using, { spellings: [email], language }),
  ]);
}

export function makeOperator(using: Services, operator: User, { id, userId }: About): Promise<Acted> {
  const made = { user_id: userId, made_by: operator.id, made_at: timestamp() };
  return perform(using, operator, { id, act: "make_operator", userId }, [
    using.db
      .insertInto("operators")
      .values(made)
      .onConflict((conflict) => conflict.doNothing()),
  ]);
}

/** Whoever is named by the setting stays one: the setting is where they are unmade. */
export function unmakeOperator(using: Services, operator: User, { id, userId }: About): Promise<Acted> {
  return perform(using, operator, { id, act: "unmake_operator", userId }, [
    using.db.deleteFrom("operators").where("user_id", "=", userId),
  ]);
}
