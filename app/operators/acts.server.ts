import { sql } from "kysely";
import { isOperator } from "~/accounts/role/role.server";
import type { User } from "~/accounts/user";
import { timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import type { OperatorActs } from "~/platform/schema";
import type { Services } from "~/services.server";

export type Act = {
  /** From the form: one that is sent twice is one act. */
  id: string;
  act: OperatorActs["act"];
  /** The person, or the picture, that it is about. */
  userId?: string;
  generationId?: string;
  /** Credits that are given or taken. */
  amount?: number;
  reason?: string;
};

/** "unmade": whoever acts has stopped being an operator meanwhile, and nothing was done. */
export type Acted = "done" | "short" | "unmade";

/**
 * Does what an operator wants, and notes it, in one batch: `queries` and the row of the act, or none of it. What was sent
 * before is done already. "short": somebody has fewer credits than are to be taken.
 */
export async function perform(
  using: Services,
  operator: User,
  { id, act, userId, generationId, amount, reason = "" }: Act,
  queries: Query[],
): Promise<Acted> {
  const { db } = using;
  const stillOne = sql<string>`(SELECT users.id FROM users WHERE users.id = ${operator.id} AND ${isOperator(using)})`;
  const noted = db.insertInto("operator_acts").values({
    ...{ id, act, reason, operator_id: stillOne, created_at: timestamp() },
    ...{ user_id: userId ?? null, generation_id: generationId ?? null, amount: amount ?? null },
  });
  try {
    await db.atomically([noted, ...queries], { mayArriveTwice: true });
    return "done";
  } catch (error) {
    if (refusedBy(error, "operator_acts.id")) return "done";
    if (refusedBy(error, "operator_acts.operator_id")) return "unmade";
    if (refusedBy(error, "enough_credits")) return "short";
    throw error;
  }
}
