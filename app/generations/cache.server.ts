import { HOUR, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { indexed } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type Generation, nextPosition } from "./generation.server";
import { settlement } from "./settle.server";

/**
 * Gives a generation the picture that the same model made of the same prompt and input a little while ago, at once and
 * free. False: there is none, or it went away meanwhile, and nothing was written.
 */
export async function fromCache(using: Services, generation: Generation): Promise<boolean> {
  const hours = using.settings.RESULT_CACHE_HOURS;
  if (hours === 0) return false;
  const { db } = using;
  const source = await db
    .selectFrom("generation_history")
    .select(["id", "image_id", "seed"])
    .where("input_hash", "=", generation.input_hash)
    .where("status", "=", "succeeded")
    .where("cached_from", "is", null)
    .where("completed_at", ">", timestamp(-hours * HOUR))
    .orderBy("completed_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!source?.image_id) return false;

  const { image_id } = source;
  const given = {
    ...generation,
    seed: source.seed,
    cost: 0,
    status: "succeeded" as const,
    attempts: 0,
    lease_until: null,
    cached_from: source.id,
    completed_at: generation.created_at,
  };
  try {
    await db.atomically([
      db.insertInto("generation_history").values((query) => ({
        ...given,
        position: nextPosition(),
        // Read again here: without its picture this is NULL, which `succeeded_has_picture` refuses.
        image_id: query.selectFrom("images").select("id").where("id", "=", image_id),
      })),
      indexed(db, { ...generation, userId: generation.user_id }),
      settlement(using, generation.id, "succeeded"),
    ]);
  } catch (error) {
    // That, or a form sent before: what comes next in either case looks for itself.
    if (refusedBy(error)) return false;
    throw error;
  }
  return true;
}
