import { sql } from "kysely";
import { MINUTE, timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import type { Picture } from "../keep.server";
import { pictureKey, thumbnailKey } from "../keys.server";
import { makeThumbnail } from "./make-thumbnail.server";

/** The pauses between attempts, in milliseconds, longer each time, so that no outage uses up all attempts. */
const TRIED_AGAIN_AFTER = [MINUTE, 8 * MINUTE, 64 * MINUTE];
/** How many thumbnails a sweep makes: each takes it about a fifth of a second, and a large one a whole one. */
const THUMBNAILS_A_RUN = 10;

/** The first attempt at a thumbnail, which `later` makes once the image is noted. */
export async function makeFirstThumbnail(using: Services, id: string): Promise<void> {
  const [image] = await claim(using.db)
    .where("id", "=", id)
    .where("thumbnail_attempts", "=", 0)
    .where("thumbnail_due_at", "is not", null)
    .execute();
  if (image) await attempt(using, image);
}

/** Tries the thumbnails that have been due for longest, and says how many are made now. */
export async function makeDueThumbnails(using: Services): Promise<number> {
  const due = using.db
    .selectFrom("images")
    .select("id")
    .where("thumbnail_due_at", "<=", timestamp())
    .orderBy("thumbnail_due_at")
    .limit(THUMBNAILS_A_RUN);
  let made = 0;
  for (const image of await claim(using.db).where("id", "in", due).execute())
    if (await attempt(using, image)) made++;
  return made;
}

/**
 * Counts the attempt before it is made, because one that ends the isolate must not come for ever. The time of the next is
 * set with it, so that two sweeps take different ones.
 */
function claim(db: Services["db"]) {
  const times = JSON.stringify(TRIED_AGAIN_AFTER.map((wait) => timestamp(wait)));
  return db
    .updateTable("images")
    .set((image) => ({
      thumbnail_attempts: image("thumbnail_attempts", "+", 1),
      // Behind the end of the list this is NULL: no attempt is due any more.
      thumbnail_due_at: sql<string | null>`json_extract(${times}, '$[' || thumbnail_attempts || ']')`,
    }))
    .returning(["id", "content_type", "thumbnail_attempts"]);
}

type Claimed = Pick<Picture, "id" | "content_type"> & { thumbnail_attempts: number };

/** Makes a thumbnail. Whatever breaks is for the next attempt: the picture is there without it. */
async function attempt(using: Services, image: Claimed): Promise<boolean> {
  const { id, thumbnail_attempts: attempts } = image;
  try {
    return await make(using, image);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unavailable";
    log.warn({ event: "thumbnail_failed", id, attempts, reason });
    return false;
  }
}

async function make({ db, pictures, timings }: Services, image: Claimed): Promise<boolean> {
  const stored = await timings.measure("storage", () => pictures.get(pictureKey(image.id)));
  if (!stored) return false;
  const { bytes, averageColor } = await makeThumbnail(image, stored.body);
  await timings.measure("storage", () =>
    pictures.put(thumbnailKey(image.id), bytes, { httpMetadata: { contentType: "image/webp" } }),
  );
  const { numUpdatedRows } = await db
    .updateTable("images")
    .set({ thumbnail_bytes: bytes.byteLength, average_color: averageColor, thumbnail_due_at: null })
    .where("id", "=", image.id)
    .executeTakeFirst();
  // The image was removed meanwhile.
  if (numUpdatedRows === 0n) await timings.measure("storage", () => pictures.delete(thumbnailKey(image.id)));
  return numUpdatedRows > 0n;
}
