import type { InferResult } from "kysely";
import { marginsQuery } from "~/operations/margins.server";
import { DAY, timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { LISTED, MONEY_DAYS } from "./limits";

/** What pictures cost and brought, by model and day, and the purchases that are to be looked at because something was not as ordered. */
export async function moneyPage(using: Services) {
  const [from, to] = [timestamp(-(MONEY_DAYS - 1) * DAY).slice(0, 10), timestamp().slice(0, 10)];
  const [margins, problems] = await using.db.readTogether([
    marginsQuery(using, { from, to }),
    problemsQuery(using),
  ]);
  return { margins, problems };
}

export type Margin = Awaited<ReturnType<typeof moneyPage>>["margins"][number];
export type PurchaseProblem = InferResult<ReturnType<typeof problemsQuery>>[number];

/** Purchases that were paid otherwise than ordered, or whose reversal went wrong, the newest first. */
function problemsQuery({ db }: Services) {
  return db
    .selectFrom("purchases")
    .innerJoin("users", "users.id", "purchases.user_id")
    .select([
      "purchases.id",
      "user_id",
      "email",
      "purchases.credits",
      "state",
      "problem",
      "purchases.created_at",
    ])
    .where("problem", "is not", null)
    .orderBy("purchases.created_at", "desc")
    .limit(LISTED);
}
