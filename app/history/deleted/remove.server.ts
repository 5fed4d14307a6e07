import type { User } from "~/accounts/user";
import { updateGenerations } from "~/generations/generation.server";
import { furtherInputs, inputIdsOf } from "~/generations/own-generation.server";
import { removeObjects, unusedRows } from "~/pictures/remove.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { REMOVED_A_RUN } from "./limits";
import { dueSince } from "./own-deleted.server";

/**
 * Removes deleted generations of the visitor's for good, those that are named or all. As many as a sweep removes are gone
 * when this returns; the others are due, which nobody can put back, and the sweep comes for them.
 */
export async function removeForGood(using: Services, user: User, which: string[] | "all"): Promise<void> {
  await updateGenerations(using.db, { deleted_at: dueSince() })
    .where("user_id", "=", user.id)
    .where("deleted_at", ">", dueSince())
    .$if(which !== "all", (query) => query.where("id", "in", anyOf([...which].filter(isUuid))))
    .execute();
  await removeDue(using, user);
}

/**
 * Removes what has been deleted for `DELETED_DAYS`, of everybody or of one visitor, and says how much: rows with all
 * pictures and uploads that no other generation refers to, `REMOVED_A_RUN` at most. The ledger keeps its lines. The rows
 * go first, together; objects that a crash leaves behind are swept away.
 */
export async function removeDue(using: Services, user: User | null = null): Promise<number> {
  const { db } = using;
  const due = livingOrDeleted(db)
    .where("deleted_at", "<=", dueSince())
    .$if(user !== null, (query) => query.where("user_id", "=", user?.id ?? ""));
  const doomed = await due
    .select(["id", "image_id", "input_id", furtherInputs().as("further_inputs")])
    .orderBy("deleted_at")
    .limit(REMOVED_A_RUN)
    .execute();
  if (doomed.length === 0) return 0;
  const objects = {
    images: distinct(doomed.map(({ image_id }) => image_id)),
    inputs: distinct(doomed.flatMap(inputIdsOf)),
  };
  // Asked again here: one of them may have been put back since it was read.
  const theirs = due.select("id").where("id", "in", anyOf(doomed.map(({ id }) => id)));
  const queries = [
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
