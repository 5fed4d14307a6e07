import type { User } from "~/accounts/user";
import { isOpen, OPEN } from "~/generations/generation.server";
import { inputIdsOf } from "~/generations/own-generation.server";
import { removeObjects, unusedRows } from "~/pictures/remove.server";
import type { Query } from "~/platform/db.server";
import { anyOf } from "~/platform/ids.server";
import { allUnindexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type Chosen, type Selection, select } from "./selection.server";

export type Deleted = {
  deleted: number;
  /** How many were left alone because they are favourites. */
  spared: number;
  /** How many were left alone because they are on their way. */
  open: number;
  unknown: number;
};

/**
 * Deletes those ticked generations that are the visitor's own, with all pictures and uploads that no other generation
 * refers to; the ledger keeps its lines. The rows go first, together; objects that a crash leaves behind are swept away.
 */
export async function deleteGenerations(
  using: Services,
  user: User,
  ticked: string[],
  { alsoFavorites }: { alsoFavorites: boolean },
): Promise<Deleted> {
  const selection = await select(using, user, ticked);
  const doomed = selection.own.filter(
    (chosen) => !isOpen(chosen) && (alsoFavorites || chosen.favorite === 0),
  );
  if (doomed.length > 0) {
    const objects = objectsOf(doomed);
    const queries = deletions(using, user, doomed, alsoFavorites, objects);
    await using.db.atomically(queries, { mayArriveTwice: true });
    await removeObjects(using, objects);
  }
  const { own, open, unknown } = selection;
  return { deleted: doomed.length, spared: own.length - open - doomed.length, open, unknown };
}

/** All queries of a deletion, in this order: what is found by way of a generation goes before it, what it kept after it. */
function deletions(
  { db }: Services,
  user: User,
  doomed: Chosen[],
  alsoFavorites: boolean,
  objects: ReturnType<typeof objectsOf>,
): Query[] {
  // The conditions are asked again here: a generation may have become a favourite since it was read.
  const theirs = db
    .selectFrom("generation_history")
    .select("id")
    .where("id", "in", anyOf(doomed.map(({ id }) => id)))
    .where("user_id", "=", user.id)
    .where("status", "not in", OPEN)
    .$if(!alsoFavorites, (query) => query.where("favorite", "=", 0));
  return [
    // A settlement stays, as the ledger's line does: both refuse a late webhook and the form that was sent before.
    // A free picture has no line, so without its settlement such a form simply is a new order.
    db.deleteFrom("settlements").where("generation_id", "in", theirs.where("cached_from", "is not", null)),
    allUnindexed(db, theirs.clearSelect().select("position")),
    db.deleteFrom("generation_history").where("id", "in", theirs),
    ...unusedRows(db, objects),
  ];
}

function objectsOf(doomed: Selection["own"]) {
  return {
    images: distinct(doomed.map(({ image_id }) => image_id)),
    inputs: distinct(doomed.flatMap(inputIdsOf)),
  };
}

function distinct(ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}
