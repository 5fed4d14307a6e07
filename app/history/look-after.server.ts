import type { User } from "~/accounts/user";
import { advance } from "~/generations/advance.server";
import { OPEN } from "~/generations/generation.server";
import { mayBeDue } from "~/generations/lease.server";
import { isInLine } from "~/generations/line/line.server";
import type { Services } from "~/services.server";

/** Takes the visitor's open generations a step further that are due, and says whether any was: a list of them has news then. */
export async function lookAfterOpen(using: Services, user: User): Promise<boolean> {
  const open = await using.db
    .selectFrom("generation_history")
    .selectAll()
    .where("user_id", "=", user.id)
    .where("status", "in", OPEN)
    .execute();
  // One of those in the waiting line is enough to ask whether there is a turn.
  const first = open.find(isInLine);
  const due = open.filter((generation) => mayBeDue(generation) || generation === first);
  await Promise.all(due.map((generation) => advance(using, generation)));
  return due.length > 0;
}
