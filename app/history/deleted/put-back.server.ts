import type { User } from "~/accounts/user";
import { updateGenerations } from "~/generations/generation.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import { allIndexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { countedIn } from "../collections/counts.server";
import { dueSinceOf, ownDeleted } from "./own-deleted.server";

/** What is put back: all that was deleted at one moment, or those that were ticked. */
export type ToPutBack = { at: string } | { ids: string[] };

/** Puts deleted generations back where they were, and says how many. Shared links that ended stay ended. */
export async function putBack(using: Services, user: User, which: ToPutBack): Promise<number> {
  const { db } = using;
  const deleted = ownDeleted(using, user).select([
    "generation_history.id",
    "generation_history.user_id as userId",
    "generation_history.prompt",
  ]);
  const found = await ("at" in which
    ? deleted.where("generation_history.deleted_at", "=", which.at)
    : deleted.where("generation_history.id", "in", anyOf(which.ids.filter(isUuid)))
  ).execute();
  if (found.length === 0) return 0;
  const positions = ownDeleted(using, user)
    .select("generation_history.position")
    .where("generation_history.id", "in", anyOf(found.map(({ id }) => id)));
  await db.atomically(
    [
      countedIn(db, positions),
      // Asked again here: what became due meanwhile belongs to the sweep.
      updateGenerations(db, { deleted_at: null })
        .where("id", "in", anyOf(found.map(({ id }) => id)))
        .where("user_id", "=", user.id)
        .where("deleted_at", ">", dueSinceOf(user)),
      ...allIndexedAgain(db, found),
    ],
    { mayArriveTwice: true },
  );
  return found.length;
}
