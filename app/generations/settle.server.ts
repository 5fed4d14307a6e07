import { refund } from "~/credits/ledger.server";
import type { Picture } from "~/pictures/keep.server";
import { makeFirstThumbnail, thumbnailWanted } from "~/pictures/thumbnails/thumbnails.server";
import { timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import { indexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { type ErrorCode, type Generation, updateGenerations } from "./generation.server";

/** The picture is in R2: note it, once. */
export async function settleSuccess(
  using: Services,
  generation: Generation,
  picture: Picture,
): Promise<void> {
  const { db } = using;
  const now = timestamp();
  await settle(using, generation, "succeeded", [
    db.insertInto("images").values({ ...picture, ...thumbnailWanted(picture), created_at: now }),
    updateGenerations(db, { ...ended(using, now), status: "succeeded", image_id: picture.id }).where(
      "id",
      "=",
      generation.id,
    ),
  ]);
  using.later(() => makeFirstThumbnail(using, picture.id));
}

/** There will be no picture: the credits go back, once. */
export async function settleFailure(
  using: Services,
  generation: Generation,
  reason: ErrorCode,
): Promise<void> {
  const { db } = using;
  const outcome = reason === "canceled" ? "canceled" : "failed";
  await settle(using, generation, outcome, [
    updateGenerations(db, {
      ...ended(using, timestamp()),
      status: outcome,
      error_code: reason,
    }).where("id", "=", generation.id),
    ...refund(db, { userId: generation.user_id, generationId: generation.id, amount: generation.cost }),
  ]);
}

/** At most one a generation, ever: what else is in its batch is refused with it. */
export function settlement(
  { db }: Services,
  id: string,
  outcome: "succeeded" | "failed" | "canceled",
): Query {
  return db.insertInto("settlements").values({ generation_id: id, outcome, settled_at: timestamp() });
}

async function settle(
  using: Services,
  generation: Generation,
  outcome: "succeeded" | "failed" | "canceled",
  queries: Query[],
): Promise<void> {
  const { id, user_id, prompt, created_at } = generation;
  const found = indexedAgain(using.db, { id, userId: user_id, prompt });
  try {
    await using.db.atomically([settlement(using, id, outcome), ...queries, ...found], {
      mayArriveTwice: true,
    });
  } catch (error) {
    if (!refusedBy(error, "settlements.generation_id")) throw error;
    return; // Someone brought the news first.
  }
  const line = { id, outcome, ms: Date.now() - Date.parse(created_at), ...timingsByPart(using) };
  log.info({ event: "generation", ...line });
  if (line.ms > using.settings.SLOW_GENERATION_MS) log.warn({ event: "slow_generation", ...line });
}

function ended(using: Services, now: string) {
  return {
    completed_at: now,
    lease_until: null,
    lease_holder: null,
    next_attempt_at: null,
    timings: JSON.stringify(timingsByPart(using)),
  };
}

/** Milliseconds that the request which settled spent in each part, whole. */
function timingsByPart({ timings }: Services) {
  const ms = (part: "db" | "provider" | "storage") => Math.round(timings.spent(part).ms);
  return { db_ms: ms("db"), provider_ms: ms("provider"), storage_ms: ms("storage") };
}
