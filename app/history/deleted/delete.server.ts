import type { User } from "~/accounts/user";
import { isOpen, OPEN, updateGenerations } from "~/generations/generation.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import { living, livingOrDeleted } from "~/platform/living.server";
import { allUnindexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { countedOut } from "../collections/counts.server";
import { deletedNow, ownDeleted } from "./own-deleted.server";

export type Deleted = {
  deleted: number;
  /** The moment of the deletion, by which all of it is put back; null when nothing was deleted. */
  at: string | null;
  /** How many shared links ended with it. */
  links: number;
  /** How many were left alone because they are on their way. */
  open: number;
  /** How many are somebody else's, were deleted before, or are no ids at all. */
  unknown: number;
};

/**
 * Deletes those ticked generations that are the visitor's own, favourites too, since all can be put back for
 * `DELETED_DAYS`. What is on its way is left alone: it is paid for, and its end is news. Shared links end at once, and a
 * search finds nothing of them. The same form sent twice is answered as if it had come once.
 */
export async function deleteGenerations(using: Services, user: User, ticked: string[]): Promise<Deleted> {
  const distinct = [...new Set(ticked)];
  const own = await ownAmong(using, user, distinct.filter(isUuid));
  const open = own.filter(isOpen).length;
  const nothing = { deleted: 0, at: null, links: 0, open, unknown: distinct.length - open };
  if (own.length === open) return nothing;
  const [, , ended, [last]] = await deletion(
    using,
    user,
    own.map(({ id }) => id),
  );
  if (!last) return nothing;
  const unknown = distinct.length - open - last.deleted;
  return { ...last, links: ended.length, open, unknown };
}

function ownAmong({ db }: Services, user: User, ids: string[]) {
  return livingOrDeleted(db)
    .select(["id", "status"])
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .execute();
}

/** All of a deletion in one batch; its last answer is what was deleted at the latest moment, by this form or by its twin. */
async function deletion(using: Services, user: User, ids: string[]) {
  const { db } = using;
  const those = ownDeleted(using, user).where("generation_history.id", "in", anyOf(ids));
  const doomed = living(db)
    .select("position")
    .where("id", "in", anyOf(ids))
    .where("user_id", "=", user.id)
    .where("status", "not in", OPEN);
  const [, ...answers] = await db.atomically(
    [
      countedOut(db, doomed),
      updateGenerations(db)
        .set({ deleted_at: deletedNow(user) })
        .where("id", "in", anyOf(ids))
        .where("user_id", "=", user.id)
        .where("status", "not in", OPEN)
        .where("deleted_at", "is", null),
      allUnindexed(db, those.select("generation_history.position")),
      db
        .deleteFrom("shares")
        .where("generation_id", "in", those.select("generation_history.id"))
        .returning("generation_id"),
      those
        .select(({ fn }) => ["deleted_at as at", fn.countAll<number>().as("deleted")])
        .groupBy("deleted_at")
        .orderBy("deleted_at", "desc")
        .limit(1),
    ],
    { mayArriveTwice: true },
  );
  return answers as unknown[] as [unknown, unknown, object[], { at: string; deleted: number }[]];
}
