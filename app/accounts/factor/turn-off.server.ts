import { type RawBuilder, sql } from "kysely";
import { mailTo } from "~/mail/outbox/mails.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { asSignedIn, endOtherSessions } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { endCodeSignIns } from "./code-sign-in.server";
import {
  CODES_REFUSED,
  deleteRecoveryCodes,
  keepRecoveryCodes,
  newRecoveryCodes,
} from "./recovery-codes.server";

/** By which request a factor is changed, and in which language its person is told. */
export type Change = { request: Request; language: Language };

/** Whether a second factor is asked for, since when, and how many recovery codes are left. */
export type Factor = { since: string; recoveryCodesLeft: number };

export async function factorOf({ db }: Services, { id }: Pick<User, "id">): Promise<Factor | null> {
  const row = await db
    .selectFrom("second_factors")
    .leftJoin("recovery_codes", "recovery_codes.user_id", "second_factors.user_id")
    .select(({ fn }) => ["turned_on_at", fn.count<number>("recovery_codes.number").as("codes")])
    .where("second_factors.user_id", "=", id)
    .where("turned_on_at", "is not", null)
    .groupBy("turned_on_at")
    .executeTakeFirst();
  return row?.turned_on_at ? { since: row.turned_on_at, recoveryCodesLeft: row.codes } : null;
}

/** Turns the second factor off; whoever else is signed in is signed out. */
export async function turnOff(using: Services, user: User, { request, language }: Change): Promise<void> {
  const { db } = using;
  await asSignedIn(using, request, user.id, [
    ...endFactor(db, user.id),
    await endOtherSessions(using, request, user.id),
    mailTo(db, { kind: "factor_off", userId: user.id, email: user.email, language }),
  ]);
}

/** Queries that take the second factor from an account, and whoever waits to be asked for it. */
function endFactor(db: Db, userId: string): Query[] {
  return [
    db.deleteFrom("second_factors").where("user_id", "=", userId),
    deleteRecoveryCodes(db, userId),
    endCodeSignIns(db, userId),
  ];
}

/**
 * The same for a second factor that was set up since a moment, where somebody takes their account back: whoever had it
 * meanwhile is not to keep them out by a factor of their own. An older one goes on being asked for.
 */
export function endFactorSince(db: Db, userId: string, since: RawBuilder<string>): Query[] {
  const isSince = sql<boolean>`EXISTS (SELECT 1 FROM second_factors AS factor
    WHERE factor.user_id = ${userId} AND factor.created_at >= ${since})`;
  return [
    db.deleteFrom("recovery_codes").where("user_id", "=", userId).where(isSince),
    db.deleteFrom("second_factors").where("user_id", "=", userId).where(isSince),
    endCodeSignIns(db, userId),
  ];
}

/** New recovery codes in place of the old ones, shown this once; null when no second factor is on any more. */
export async function makeNewRecoveryCodes(
  using: Services,
  user: User,
  { request, language }: Change,
): Promise<string[] | null> {
  const { db } = using;
  const codes = newRecoveryCodes();
  try {
    await asSignedIn(using, request, user.id, [
      deleteRecoveryCodes(db, user.id),
      keepRecoveryCodes(db, user.id, codes),
      await endOtherSessions(using, request, user.id),
      mailTo(db, { kind: "recovery_codes_made", userId: user.id, email: user.email, language }),
    ]);
    return codes;
  } catch (error) {
    if (refusedBy(error, CODES_REFUSED)) return null;
    throw error;
  }
}
