import { sql } from "kysely";
import type { User } from "~/accounts/user";
import { MOST_IN_A_ZIP } from "~/downloads/pictures.server";
import { inputKey } from "~/pictures/keys.server";
import { askStore } from "~/pictures/store.server";
import type { Services } from "~/services.server";

/** A picture that somebody brought, as it lies in the store. */
type Brought = { id: string; content_type: string; created_at: string; place: number };

/** The pictures that somebody brought, behind a place, as many as fit into a zip; and the place of the last where more follow. */
export async function brought(
  { db }: Services,
  user: User,
  behind: number,
): Promise<{ files: Brought[]; more: number | null }> {
  const rows = await db
    .selectFrom("inputs")
    .select(["id", "content_type", "created_at", sql<number>`inputs.rowid`.as("place")])
    .where("user_id", "=", user.id)
    .where(sql<boolean>`inputs.rowid > ${behind}`)
    .orderBy(sql`inputs.rowid`)
    .limit(MOST_IN_A_ZIP + 1)
    .execute();
  const files = rows.slice(0, MOST_IN_A_ZIP);
  return { files, more: rows.length > MOST_IN_A_ZIP ? (files.at(-1)?.place ?? null) : null };
}

/** The files themselves, each opened when its turn comes. One that is gone is left out. */
export async function* filesOfBrought(using: Services, files: Brought[]) {
  for (const { id, content_type, created_at } of files) {
    const object = await askStore(using, (pictures) => pictures.get(inputKey(id)));
    const name = `brought/${id}.${content_type.replace("image/", "").replace("jpeg", "jpg")}`;
    if (object) yield { name, lastModified: new Date(created_at), input: object.body };
  }
}
