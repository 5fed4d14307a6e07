import { sql } from "kysely";
import type { User } from "~/accounts/user";
import { updateGenerations } from "~/generations/generation.server";
import { furtherInputs, inputIdsOf } from "~/generations/own-generation.server";
import { removeObjects, unusedRows } from "~/pictures/remove.server";
import { timestamp } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import { livingOrDeleted } from "~/platform/living.server";
import { allUnindexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { REMOVED_A_RUN } from "./limits";
import { dueSince, dueSinceOf } from "./own-deleted.server";

/**
 * Removes deleted generations of the visitor's for good, those that are named or all. As many as a sweep removes are gone
 * when this returns; the others are due, which nobody can put back, and the sweep comes for them.
 */
export async function removeForGood(using: Services, user: User, which: string[] | "all"): Promise<void> {
  const { db } = using;
  if (which === "all") {
    await noteEmptied(db, user);
    await removeEmptied(using, user.id, REMOVED_A_RUN);
    return;
  }
  await updateGenerations(db, { deleted_at: dueSince() })
    .where("user_id", "=", user.id)
    .where("deleted_at", ">", dueSinceOf(user))
    .where("id", "in", anyOf(which.filter(isUuid)))
    .execute();
  await remove(using, dueOf(db, user), REMOVED_A_RUN);
}

/**
 * Removes what has been deleted for `DELETED_DAYS`, then of those who deleted all for good what they had deleted, and says
 * how much: `REMOVED_A_RUN` at most.
 */
export async function removeDue(using: Services): Promise<number> {
  const { db } = using;
  const due = livingOrDeleted(db).where("deleted_at", "<=", dueSince());
  const removed = await remove(using, due, REMOVED_A_RUN);
  const emptied = await db
    .selectFrom("emptied")
    .select("user_id")
    .orderBy("emptied_at")
    .limit(1)
    .executeTakeFirst();
  if (!emptied || removed >= REMOVED_A_RUN) return removed;
  return removed + (await removeEmptied(using, emptied.user_id, REMOVED_A_RUN - removed));
}

/**
 * One row, however much was deleted: to change all of theirs would take as long as there is of it. It stands for all that
 * is deleted now, by whosever clock.
 */
async function noteEmptied(db: Db, { id: user_id }: User): Promise<void> {
  const latest = livingOrDeleted(db)
    .select(({ fn }) => fn.max("deleted_at").as("at"))
    .where("user_id", "=", user_id)
    .where("deleted_at", "is not", null);
  const emptied_at = sql<string>`max(${timestamp()}, coalesce(${latest}, ''))`;
  await db
    .insertInto("emptied")
    .values({ user_id, emptied_at })
    .onConflict((conflict) =>
      conflict.column("user_id").doUpdateSet({ emptied_at: sql`excluded.emptied_at` }),
    )
    .execute();
}

/** Removes some of what a person deleted for good, and forgets that they did once nothing is left of it. */
async function removeEmptied(using: Services, id: string, most: number): Promise<number> {
  const { db } = using;
  const removed = await remove(using, dueOf(db, { id }), most);
  if (removed < most)
    await db
      .deleteFrom("emptied")
      .where("user_id", "=", id)
      .where(({ not, exists }) => not(exists(dueOf(db, { id }).select("id"))))
      .execute();
  return removed;
}

/**
 * Removes up to `most` of all that somebody whose account ends ever made, deleted or not, and says how many.
 */
export function removeAnyOf(using: Services, userId: string, most: number): Promise<number> {
  const { db } = using;
  const theirs = livingOrDeleted(db).where("user_id", "=", userId);
  return remove(using, theirs, most, "position");
}

function dueOf(db: Db, user: Pick<User, "id">) {
  return livingOrDeleted(db).where("user_id", "=", user.id).where("deleted_at", "<=", dueSinceOf(user));
}

/** Queries for rows of generations, which do not say yet of which columns. */
type Rows = ReturnType<typeof livingOrDeleted>;

/**
 * Removes rows that are due with all pictures and uploads that no other generation refers to. The ledger keeps its lines.
 * The rows go first, together; objects that a crash leaves behind are swept away.
 */
async function remove(
  using: Services,
  due: Rows,
  most: number,
  order: "deleted_at" | "position" = "deleted_at",
): Promise<number> {
  const { db } = using;
  const doomed = await due
    .select(["id", "image_id", "input_id", furtherInputs().as("further_inputs")])
    .orderBy(order)
    .limit(most)
    .execute();
  if (doomed.length === 0) return 0;
  const objects = {
    images: distinct(doomed.map(({ image_id }) => image_id)),
    inputs: distinct(doomed.flatMap(inputIdsOf)),
  };
  // Asked again here: one of them may have been put back since it was read.
  const still = due.where("id", "in", anyOf(doomed.map(({ id }) => id)));
  const theirs = still.select("id");
  const queries = [
    // What was deleted is out of the index already; a row that was left there would stand in the way of the next of its number.
    allUnindexed(db, still.select("position")),
    // A settlement stays, as the ledger's line does: both refuse a late webhook and the form that was sent before.
    // A free picture has no line, so without its settlement such a form simply is a new order.
    db.deleteFrom("settlements").where("generation_id", "in", theirs.where("cached_from", "is not", null)),
    db.deleteFrom("generation_history").where("id", "in", theirs),
    ...unusedRows(db, objects),
  ];
  await db.atomically(queries, { mayArriveTwice: true });
  await removeObjects(using, objects);
  return doomed.length;
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
