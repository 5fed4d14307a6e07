import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { MORE_CREDITS } from "./limits";

/**
 * Gives a visitor of the demo more credits, unless they have enough or their form, whose id this is, was sent before. The
 * entry comes first, and refuses both: whoever has enough by an amount of nothing, which the ledger does not take.
 */
export async function giveMore({ db }: Services, userId: string, formId: string): Promise<void> {
  const now = timestamp();
  const ifTooFew = sql<number>`CASE WHEN users.credits < ${MORE_CREDITS} THEN ${MORE_CREDITS} ELSE 0 END`;
  const entry = db
    .insertInto("credit_entries")
    .columns(["id", "user_id", "kind", "amount", "balance_after", "reference", "created_at"])
    .expression((query) =>
      query
        .selectFrom("users")
        .select(({ val, ref }) => [
          val(uuidv7()).as("id"),
          ref("users.id").as("user_id"),
          val("grant" as const).as("kind"),
          ifTooFew.as("amount"),
          sql<number>`users.credits + ${ifTooFew}`.as("balance_after"),
          val(`more:${userId}:${formId}`).as("reference"),
          val(now).as("created_at"),
        ])
        .where("id", "=", userId),
    );
  const balance = db
    .updateTable("users")
    .set((users) => ({ credits: users("credits", "+", MORE_CREDITS), updated_at: now }))
    .where("id", "=", userId);
  try {
    await db.atomically([entry, balance], { mayArriveTwice: true });
  } catch (error) {
    if (!refusedBy(error)) throw error;
  }
}
