import { sql } from "kysely";
import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";

/** The most pictures that are shown beside the one that they were made of. */
const MOST_CHILDREN = 12;

/** The picture that a generation was made of, and the latest that were made of it; the visitor's own, in one round trip. */
export async function familyOf(
  { db }: Services,
  user: User,
  { id, parent_id }: { id: string; parent_id: string | null },
) {
  const pictures = db
    .selectFrom("generation_history")
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select([
      "generation_history.id",
      "generation_history.prompt",
      "generation_history.position",
      "images.id as image_id",
      "images.width",
      "images.height",
    ])
    .where("generation_history.user_id", "=", user.id);
  const children = pictures
    .where("generation_history.parent_id", "=", id)
    .orderBy("generation_history.position", "desc")
    .limit(MOST_CHILDREN);
  const parent = pictures.where("generation_history.id", "=", parent_id ?? sql<string>`NULL`);
  const rows = await db.selectFrom(children.as("children")).selectAll().unionAll(parent).execute();
  return {
    parent: rows.find((row) => row.id === parent_id) ?? null,
    children: rows.filter((row) => row.id !== parent_id).reverse(),
  };
}

export type Family = Awaited<ReturnType<typeof familyOf>>;
