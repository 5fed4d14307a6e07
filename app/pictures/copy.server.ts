import type { Services } from "~/services.server";
import type { Picture } from "./keep.server";
import { pictureKey } from "./keys.server";
import { askStore } from "./store.server";

/** Copies a stored picture under another id, so that it outlives the first; null when the first is gone. */
export async function copyPicture(using: Services, id: string, copyId: string): Promise<Picture | null> {
  const source = await using.db
    .selectFrom("images")
    .select(["content_type", "width", "height", "bytes"])
    .where("id", "=", id)
    .executeTakeFirst();
  const object = source && (await askStore(using, (pictures) => pictures.get(pictureKey(id))));
  if (!object) return null;
  const bytes = await object.arrayBuffer();
  await askStore(using, (pictures) =>
    pictures.put(pictureKey(copyId), bytes, { httpMetadata: { contentType: source.content_type } }),
  );
  return { id: copyId, ...source };
}
