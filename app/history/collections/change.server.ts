import type { User } from "~/accounts/user";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";

/** Gives the visitor's own collection another name; "taken" where another of theirs has it. */
export async function renameCollection(
  { db }: Services,
  user: User,
  id: string,
  name: string,
): Promise<"renamed" | "taken"> {
  try {
    await db
      .updateTable("collections")
      .set({ name, updated_at: timestamp() })
      .where("id", "=", id)
      .where("user_id", "=", user.id)
      .execute();
    return "renamed";
  } catch (error) {
    if (refusedBy(error, "collections.name")) return "taken";
    throw error;
  }
}

/**
 * Deletes the visitor's own collection with its link; its pictures stay. The search index keeps its tag, which nobody asks
 * for any more, until a picture changes: a collection may hold more than one request could write anew.
 */
export async function deleteCollection({ db }: Services, user: User, id: string): Promise<void> {
  await db.deleteFrom("collections").where("id", "=", id).where("user_id", "=", user.id).execute();
}

/** Chooses the picture that stands for a collection; false where it is not in it, or has no picture. */
export async function setCover(
  { db }: Services,
  user: User,
  { collectionId, generationId }: { collectionId: string; generationId: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("collections")
    .set({ cover_id: generationId })
    .where("id", "=", collectionId)
    .where("user_id", "=", user.id)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("generation_history")
          .innerJoin("collection_members", "collection_members.position", "generation_history.position")
          .select("generation_history.id")
          .where("generation_history.id", "=", generationId)
          .where("generation_history.user_id", "=", user.id)
          .where("generation_history.status", "=", "succeeded")
          .where("generation_history.deleted_at", "is", null)
          .where("collection_members.collection_id", "=", collectionId),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
