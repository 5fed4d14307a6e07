import { HOUR, MINUTE, timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { ILL_AFTER_FAILURES } from "../limits";

/**
 * Whether Replicate is ill: in this minute or the one before, ten attempts failed for reasons of its own. First attempts
 * still go, since only they can tell that it is well again, and a picture costs at most one; second ones would make the bill
 * three times as high for nothing. Only failures are counted, so that a picture that comes costs no round trip more.
 */
export async function isIll({ db }: Services): Promise<boolean> {
  const row = await illMinutes(db).executeTakeFirst();
  return row !== undefined;
}

/** Counts an attempt that failed for a reason of Replicate's own, and says whether it is ill. */
export async function countFailure({ db }: Services): Promise<boolean> {
  const counted = db
    .insertInto("replicate_failures")
    .values({ minute: minuteOf(), failures: 1 })
    .onConflict((row) => row.column("minute").doUpdateSet((old) => ({ failures: old("failures", "+", 1) })))
    .returning("failures");
  const forgotten = db.deleteFrom("replicate_failures").where("minute", "<", minuteOf(-HOUR));
  const [now, , ill] = await db.atomically<{ failures: number }>([counted, forgotten, illMinutes(db)]);
  if (now?.[0]?.failures === ILL_AFTER_FAILURES) log.error({ event: "replicate_is_ill" });
  return (ill?.length ?? 0) > 0;
}

function illMinutes(db: Services["db"]) {
  return db
    .selectFrom("replicate_failures")
    .select("failures")
    .where("minute", ">=", minuteOf(-MINUTE))
    .where("failures", ">=", ILL_AFTER_FAILURES);
}

/** The minute as the beginning of its timestamp: 2026-01-31T12:34. */
function minuteOf(fromNow = 0): string {
  return timestamp(fromNow).slice(0, 16);
}
