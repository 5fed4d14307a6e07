import { HOUR, timestamp } from "~/platform/clock.server";
import { anyOf } from "~/platform/ids.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/platform/services.server";
import { pictureKey } from "./keep.server";
import { inputKey, thumbnailKey } from "./remove.server";

const OBJECTS_A_RUN = 500;
/** A picture lies in the store a moment before its row is written; nothing takes as long as this. */
const ORPHAN_AFTER = HOUR;
const WALK = "pictures";
const UPLOADS_WALK = "inputs";
const PREFIX = pictureKey("");

/**
 * The next stretch of a walk through the whole store, which begins again at its end. Removes objects that no row refers
 * to, and reports rows whose object is missing. Both are in the order of their ids, so one list and one query compare.
 */
export async function sweepPictures(
  using: Services,
): Promise<{ orphans_removed: number; pictures_missing: number }> {
  const { db, pictures, timings } = using;
  const from = await positionOf(using, WALK);
  const { objects, truncated } = await timings.measure("storage", () =>
    pictures.list({ prefix: PREFIX, startAfter: PREFIX + from, limit: OBJECTS_A_RUN }),
  );
  const to = truncated ? (objects.at(-1)?.key.slice(PREFIX.length) ?? "") : "";
  const rows = await db
    .selectFrom("images")
    .select(["id", "created_at"])
    .where("id", ">", from)
    .$if(to !== "", (query) => query.where("id", "<=", to))
    .orderBy("id")
    .limit(OBJECTS_A_RUN)
    .execute();

  const stored = new Set(objects.map(({ key }) => key.slice(PREFIX.length)));
  const known = new Set(rows.map(({ id }) => id));
  const old = new Date(Date.now() - ORPHAN_AFTER);
  const suspects = objects
    .filter(({ uploaded }) => uploaded < old)
    .map(({ key }) => key.slice(PREFIX.length))
    .filter((id) => !known.has(id));
  const orphans = suspects.length > 0 ? await withoutUse(using, suspects) : [];
  // One stored since the list was read is in the rows already.
  const missing = rows.filter(
    ({ id, created_at }) => !stored.has(id) && created_at < timestamp(-ORPHAN_AFTER),
  );
  if (orphans.length > 0) {
    await timings.measure("storage", () =>
      pictures.delete([...orphans.map(thumbnailKey), ...orphans.map(pictureKey)]),
    );
  }
  for (const { id } of missing) log.error({ event: "invariant_broken", invariant: "picture_is_stored", id });
  await moveTo(using, WALK, to);
  return { orphans_removed: orphans.length, pictures_missing: missing.length };
}

/** The same for uploads, of which nothing but their row needs to be known. */
export async function sweepUploads(using: Services): Promise<{ uploads_removed: number }> {
  const { db, pictures, timings } = using;
  const prefix = inputKey("");
  const from = await positionOf(using, UPLOADS_WALK);
  const { objects, truncated } = await timings.measure("storage", () =>
    pictures.list({ prefix, startAfter: prefix + from, limit: OBJECTS_A_RUN }),
  );
  const old = new Date(Date.now() - ORPHAN_AFTER);
  const ids = objects.filter(({ uploaded }) => uploaded < old).map(({ key }) => key.slice(prefix.length));
  const rows = await db.selectFrom("inputs").select("id").where("id", "in", anyOf(ids)).execute();
  const known = new Set(rows.map(({ id }) => id));
  const orphans = ids.filter((id) => !known.has(id));
  if (orphans.length > 0) {
    await timings.measure("storage", () => pictures.delete(orphans.map(inputKey)));
  }
  await moveTo(using, UPLOADS_WALK, truncated ? (objects.at(-1)?.key.slice(prefix.length) ?? "") : "");
  return { uploads_removed: orphans.length };
}

/**
 * Of these, the ones that no row refers to and that no open generation may still come to refer to: asked in one query,
 * so that a settlement in between is seen from either side.
 */
async function withoutUse({ db }: Services, ids: string[]): Promise<string[]> {
  const used = await db
    .selectFrom("images")
    .select("id")
    .where("id", "in", anyOf(ids))
    .union(
      db
        .selectFrom("generation_history")
        .select("id")
        .where("id", "in", anyOf(ids))
        .where("completed_at", "is", null),
    )
    .execute();
  const inUse = new Set(used.map(({ id }) => id));
  return ids.filter((id) => !inUse.has(id));
}

/** The id after which the walk goes on; "" at the beginning. */
async function positionOf({ db }: Services, walk: string): Promise<string> {
  const row = await db
    .selectFrom("sweep_positions")
    .select("position")
    .where("name", "=", walk)
    .executeTakeFirst();
  return row?.position ?? "";
}

async function moveTo({ db }: Services, walk: string, position: string): Promise<void> {
  const updated_at = timestamp();
  await db
    .insertInto("sweep_positions")
    .values({ name: walk, position, updated_at })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ position, updated_at }))
    .execute();
}
