import { operatorsQuery } from "~/accounts/role/role.server";
import { mailTo } from "~/mail/outbox/mails.server";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { DEFAULT_LANGUAGE } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { budgetUsed } from "~/site/day-budget.server";
import { WARN_AT_PERCENT } from "~/site/limits";

/** Writes to all operators, once a day, that most of the day's budget is used. Returns to how many. */
export async function warnOfBudget(using: Services): Promise<number> {
  const used = await budgetUsed(using);
  if (!used || used.percent < WARN_AT_PERCENT) return 0;
  const { db } = using;
  const now = timestamp();
  const operators = await operatorsQuery(using).execute();
  try {
    await db.atomically([
      db.insertInto("budget_warnings").values({ day: now.slice(0, 10), warned_at: now }),
      ...operators.map(({ id, email }) =>
        mailTo(db, { kind: "budget_warning", userId: id, email, language: DEFAULT_LANGUAGE }),
      ),
    ]);
  } catch (error) {
    if (refusedBy(error, "budget_warnings.day")) return 0;
    throw error;
  }
  return operators.length;
}
