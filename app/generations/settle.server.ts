import { type RawBuilder, sql } from "kysely";
import { refund } from "~/credits/ledger.server";
import { removeSentFiles } from "~/pictures/brought/sent-removal.server";
import type { Picture } from "~/pictures/keep.server";
import { makeFirstThumbnail } from "~/pictures/thumbnails/thumbnails.server";
import { thumbnailWanted } from "~/pictures/thumbnails/wanted.server";
import { timestamp } from "~/platform/clock.server";
import { type Query, refusedBy } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import { log } from "~/platform/log.server";
import { indexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { giveToBudget } from "~/site/day-budget.server";
import { type Ending, failed, type Outcome, stopped, unusedCancel } from "./endings/ending.server";
import { type ErrorCode, type Generation, updateGenerations } from "./generation.server";

/** Notes, once, that the picture is in R2. If the schema does not take it, it never will: the credit goes back. */
export async function settleSuccess(
  using: Services,
  generation: Generation,
  picture: Picture,
): Promise<void> {
  const { db } = using;
  const now = timestamp();
  try {
    await settle(using, generation, { outcome: "succeeded", queries: unusedCancel(using, generation) }, [
      db.insertInto("images").values({ ...picture, ...thumbnailWanted(picture), created_at: now }),
      updateGenerations(db, {
        ...ended(using, generation, now),
        status: "succeeded",
        image_id: picture.id,
        cost_micro_usd: generation.quoted_micro_usd,
      }).where("id", "=", generation.id),
    ]);
  } catch (error) {
    if (!refusedBy(error)) throw error;
    log.error({ event: "settlement_refused", id: generation.id });
    return settleFailure(using, generation, "bad_picture");
  }
  using.later(() => makeFirstThumbnail(using, picture.id));
}

/** Notes that there will be no picture, and why; the credits come back, once, unless the settlement keeps them. */
export function settleFailure(using: Services, generation: Generation, reason: ErrorCode): Promise<void> {
  return settleNothing(using, generation, failed(using, generation, reason), reason);
}

/** Notes that Replicate stopped it; if nobody wished so, it took too long. */
export function settleStopped(
  using: Services,
  generation: Generation,
  { isBilled }: { isBilled: boolean },
): Promise<void> {
  return settleNothing(using, generation, stopped(using, generation, { isBilled }), "too_slow");
}

/** Settles without a picture for `reason`, or for what the settlement says instead. */
function settleNothing(
  using: Services,
  generation: Generation,
  ending: Ending,
  reason: ErrorCode,
): Promise<void> {
  const { db } = using;
  const { id, user_id, cost } = generation;
  const settled = <Value>(what: RawBuilder<unknown>) =>
    sql<Value>`(SELECT ${what} FROM settlements WHERE generation_id = ${id})`;
  return settle(using, generation, ending, [
    updateGenerations(db, ended(using, generation, timestamp()))
      .set({
        cost_micro_usd: ending.isBilled ? generation.quoted_micro_usd : 0,
        status: settled(sql`outcome`),
        error_code: settled(sql`
          CASE WHEN kept = 'refused' THEN 'moderated_kept' WHEN kept = 'canceled' THEN 'canceled_kept'
            WHEN outcome = 'canceled' THEN 'canceled' ELSE ${reason} END`),
      })
      .where("id", "=", id),
    ...(ending.isBilled
      ? []
      : [giveToBudget(using, generation.created_at, generation.quoted_micro_usd ?? 0)]),
    ...refund(db, { userId: user_id, generationId: id, amount: cost, onlyIf: settled(sql`kept IS NULL`) }),
  ]);
}

/** A generation is settled once, ever: a second settlement is refused, with what else is in its batch. */
export function settlement({ db }: Services, id: string, { outcome, kept }: Omit<Ending, "queries">): Query {
  return db
    .insertInto("settlements")
    .values({ generation_id: id, outcome, kept: kept ?? null, settled_at: timestamp() });
}

/** The outcome, if the caller still holds the generation: else it is NULL, which its column refuses. */
function outcomeIfHeld({ id, lease_holder }: Generation, outcome: Ending["outcome"]) {
  return sql<Outcome>`(
    SELECT CASE WHEN lease_holder = ${lease_holder} THEN ${outcome} END FROM generation_history WHERE id = ${id}
  )`;
}

async function settle(
  using: Services,
  generation: Generation,
  { outcome, kept, queries: counts }: Ending,
  queries: Query[],
): Promise<void> {
  const { id, user_id, prompt, created_at } = generation;
  const found = indexedAgain(using.db, { id, userId: user_id, prompt });
  try {
    const first = settlement(using, id, {
      outcome: outcomeIfHeld(generation, outcome),
      ...(kept && { kept }),
    });
    await using.db.atomically([first, ...queries, ...counts, ...found], { mayArriveTwice: true });
  } catch (error) {
    if (!refusedBy(error, "settlements.")) throw error;
    if (!(await isSettledBy(using, generation))) return; // Somebody else settled it first.
  }
  if (generation.input_id) using.later(() => removeSentFiles(using, id));
  // Whether it was its visitor who had it stopped, only the row knows.
  const told = typeof outcome === "string" ? outcome : "stopped";
  const line = { id, outcome: told, ms: Date.now() - Date.parse(created_at), ...timingsByPart(using) };
  log.info({ event: "generation", ...line });
  if (line.ms > using.settings.SLOW_GENERATION_MS) log.warn({ event: "slow_generation", ...line });
}

/** Whether the settlement that is there is this very one, whose answer was lost and which was sent again. */
async function isSettledBy({ db }: Services, { id, lease_holder }: Generation): Promise<boolean> {
  const row = await livingOrDeleted(db)
    .select(["completed_at", "lease_holder"])
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.completed_at != null && row.lease_holder === lease_holder;
}

/** The columns of a settled generation. The holder stays on the row: it is the mark of who settled. */
function ended(using: Services, { lease_holder }: Generation, now: string) {
  return {
    completed_at: now,
    lease_until: null,
    lease_holder,
    next_attempt_at: null,
    timings: JSON.stringify(timingsByPart(using)),
  };
}

/** Milliseconds that the request which settled spent in each part, whole. */
function timingsByPart({ timings }: Services) {
  const ms = (part: "db" | "provider" | "storage") => Math.round(timings.spent(part).ms);
  return { db_ms: ms("db"), provider_ms: ms("provider"), storage_ms: ms("storage") };
}
