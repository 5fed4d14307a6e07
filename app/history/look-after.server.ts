import type { User } from "~/accounts/user";
import { advance } from "~/generations/advance.server";
import { AMONG_OPEN, type Generation } from "~/generations/generation.server";
import { mayBeDue } from "~/generations/lease.server";
import { isInLine } from "~/generations/line/line.server";
import type { Services } from "~/services.server";

/**
 * Takes the visitor's open generations a step further that are due, and says whether a list of them has news then: one that
 * is due may be where it was, as those that wait in line are at every look.
 */
export async function lookAfterOpen(using: Services, user: User): Promise<boolean> {
  const before = await openOf(using, user);
  // One of those in the waiting line is enough to ask whether there is a turn.
  const first = before.find(isInLine);
  const due = before.filter((generation) => mayBeDue(generation) || generation === first);
  if (due.length === 0) return false;
  await Promise.all(due.map((generation) => advance(using, generation)));
  return asListed(await openOf(using, user)) !== asListed(before);
}

/** In no order: asked for one by position, SQLite would read all that the person ever made. */
function openOf({ db }: Services, user: User): Promise<Generation[]> {
  return db
    .selectFrom("generation_history")
    .selectAll()
    .where("user_id", "=", user.id)
    .where(AMONG_OPEN)
    .execute();
}

/** What a list shows of open generations, as one text to compare. */
function asListed(open: Generation[]): string {
  return open
    .map((row) => `${row.id} ${isInLine(row) ? "in_line" : row.status}`)
    .sort()
    .join();
}
