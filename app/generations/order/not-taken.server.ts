import type { User } from "~/accounts/user";
import { predictionsLeft, tomorrow } from "~/credits/allowances.server";
import { owedCredits } from "~/credits/owed.server";
import { isFull } from "~/history/collections/new-collection.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { NOT_TAKEN } from "~/site/day-budget.server";
import { readNotices, type SiteNotices } from "~/site/notices.server";
import type { Generation } from "../generation.server";

/** Why an order was not taken; nothing was charged. */
export type NotTaken =
  /** The visitor has too few credits, or owes some, with which nothing can be ordered. */
  | { kind: "short"; credits: number; owed: number; cost: number }
  /** The visitor has as many orders on their way as one may have; or, with `unlessKnown`, a picture of this very order. */
  | { kind: "full"; most: number }
  /** More pictures than may still be asked for today, UTC. */
  | { kind: "spent"; left: number; again_at: string }
  /** The pictures were to go into a new collection, and the visitor has as many as may be. */
  | { kind: "collections_full" }
  /** No orders are taken, until then or until the operator says so. */
  | { kind: "closed"; said: SiteNotices["closed"]; again_at: string | null }
  /** The form's id was used for something else. */
  | { kind: "used" };

/** Which of the database's rules refused the order. */
export async function whyNotTaken(
  using: Services,
  user: User,
  generations: Generation[],
  error: unknown,
): Promise<NotTaken> {
  if (refusedBy(error, "enough_credits")) {
    const cost = generations.reduce((sum, generation) => sum + generation.cost, 0);
    return { kind: "short", ...(await creditsOf(using, user)), cost };
  }
  if (isFull(error)) return { kind: "collections_full" };
  if (refusedBy(error, "day_counts.predictions"))
    return { kind: "spent", left: await predictionsLeft(using, user.id), again_at: tomorrow() };
  if (refusedBy(error, NOT_TAKEN)) return closedNow(using);
  return { kind: "used" };
}

/** Why the site takes no orders at the moment: an operator said so, or the day's budget is used up. */
async function closedNow(using: Services): Promise<NotTaken> {
  const { isClosed, closed } = await readNotices(using);
  return { kind: "closed", said: closed, again_at: isClosed ? null : tomorrow() };
}

function creditsOf({ db }: Services, user: User): Promise<{ credits: number; owed: number }> {
  return db
    .selectFrom("users")
    .select(["credits", owedCredits(user.id).as("owed")])
    .where("id", "=", user.id)
    .executeTakeFirstOrThrow();
}
