import type { Person } from "~/accounts/user";
import type { Services } from "~/services.server";
import { cut } from "./parts.server";
import { MOST_IN_A_ZIP } from "./pictures.server";

/** How many parts of a collection a page lists: it reads two rows for each of their pictures. */
const PARTS_A_PAGE = 2;

/**
 * Some parts of a collection, oldest first, each small enough for a zip, behind a position. Parts are cut by what is in the
 * collection, so that one may have fewer pictures than it could: what failed or was deleted has none. `more` is the position
 * to go on from; null at the end.
 */
export async function partsOfCollection(
  { db }: Services,
  user: Person,
  collectionId: string,
  behind: number,
) {
  // Cut here and not by the database, which would read each row five times over.
  const members = await db
    .selectFrom("collection_members")
    .innerJoin("generation_history", "generation_history.position", "collection_members.position")
    .select(["collection_members.position", "image_id", "generation_history.created_at", "deleted_at"])
    .where("collection_members.collection_id", "=", collectionId)
    .where("collection_members.user_id", "=", user.id)
    .where("collection_members.position", ">", behind)
    .orderBy("collection_members.position")
    .limit(MOST_IN_A_ZIP * PARTS_A_PAGE + 1)
    .execute();
  return cut(members, PARTS_A_PAGE);
}
