import { HOUR, timestamp } from "~/platform/clock.server";
import { anyOf } from "~/platform/ids.server";
import { livingOrDeleted } from "~/platform/living.server";
import { log } from "~/platform/log.server";
import { moveSweep, sweepPosition } from "~/platform/sweep-positions.server";
import type { Services } from "~/services.server";
import { PICTURES, PREVIEWS, THUMBNAILS } from "./keys.server";

const OBJECTS_A_RUN = 500;
/** A picture lies in the store a moment before its row is written; nothing takes as long as this. */
const ORPHAN_AFTER = HOUR;
const SWEEP_OF = "images";

/**
 * The next stretch of a walk through all images, which begins again at its end. Removes pictures, thumbnails and
 * previews that no row refers to, and reports rows whose picture is missing. All are in the order of their ids, so one list
 * of each and one query compare.
 */
export async function sweepImages(
  using: Services,
): Promise<{ orphans_removed: number; pictures_missing: number }> {
  const { db, pictures, timings } = using;
  const from = await sweepPosition(using.db, SWEEP_OF);
  const [stored, thumbnails, previews] = await Promise.all([
    list(using, PICTURES, from),
    list(using, THUMBNAILS, from),
    list(using, PREVIEWS, from),
  ]);
  const to = stored.truncated ? (stored.objects.at(-1)?.id ?? "") : "";
  const rows = await db
    .selectFrom("images")
    .select(["id", "created_at"])
    .where("id", ">", from)
    .$if(to !== "", (query) => query.where("id", "<=", to))
    .orderBy("id")
    .limit(OBJECTS_A_RUN)
    .execute();

  const known = new Set(rows.map(({ id }) => id));
  const old = new Date(Date.now() - ORPHAN_AFTER);
  const suspects = [...stored.objects, ...thumbnails.objects, ...previews.objects]
    .filter(({ id }) => to === "" || id <= to)
    .filter(({ id, uploaded }) => uploaded < old && !known.has(id));
  const unused = await withoutUse(
    using,
    suspects.map(({ id }) => id),
  );
  const orphans = suspects.filter(({ id }) => unused.has(id)).map(({ key }) => key);
  const ids = new Set(stored.objects.map(({ id }) => id));
  // A picture that was stored since the list was read has a row already, but a young one.
  const missing = rows.filter(({ id, created_at }) => !ids.has(id) && created_at < timestamp(-ORPHAN_AFTER));
  if (orphans.length > 0) await timings.measure("storage", () => pictures.delete(orphans));
  for (const { id } of missing) log.error({ event: "invariant_broken", invariant: "picture_is_stored", id });
  await moveSweep(using.db, SWEEP_OF, to);
  return { orphans_removed: orphans.length, pictures_missing: missing.length };
}

async function list({ pictures, timings }: Services, prefix: string, from: string) {
  const { objects, truncated } = await timings.measure("storage", () =>
    pictures.list({ prefix, startAfter: prefix + from, limit: OBJECTS_A_RUN }),
  );
  return {
    truncated,
    objects: objects.map(({ key, uploaded }) => ({ key, uploaded, id: key.slice(prefix.length) })),
  };
}

/**
 * Which ids no row has and no open generation may still come to use: asked in one query, so that a settlement in between
 * is seen from either side.
 */
async function withoutUse({ db }: Services, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const used = await db
    .selectFrom("images")
    .select("id")
    .where("id", "in", anyOf(ids))
    .union(livingOrDeleted(db).select("id").where("id", "in", anyOf(ids)).where("completed_at", "is", null))
    .execute();
  const inUse = new Set(used.map(({ id }) => id));
  return new Set(ids.filter((id) => !inUse.has(id)));
}
