import { forgetOldCounts } from "~/credits/allowances.server";
import { step } from "~/generations/advance.server";
import type { Generation } from "~/generations/generation.server";
import { claimDue } from "~/generations/lease.server";
import { sweepInputs } from "~/pictures/brought/sweep.server";
import { sweepImages } from "~/pictures/sweep.server";
import { makeDueThumbnails } from "~/pictures/thumbnails/thumbnails.server";
import { timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";

/**
 * How many generations a sweep takes further. A Worker's invocation may make 1,000 calls to other services, and a step
 * takes about eight (claimed together: read the prediction, look it up, ask again, note, download, store, settle, twice
 * for a retry), so this many leave a fifth over. Only a search through a long list of predictions takes more.
 */
const GENERATIONS_A_RUN = 100;
/** How many steps go on at once: Workers hold six connections open; more would only wait. */
const AT_ONCE = 6;

/**
 * Takes, every minute, open generations that are due a step further, forgets sessions and days that are over, walks the store and
 * makes thumbnails that are missing.
 */
export async function sweep(using: Services): Promise<void> {
  const due = await claimDue(using, GENERATIONS_A_RUN);
  const failed = await stepAll(using, due);
  const sessions = await using.db
    .deleteFrom("sessions")
    .where("expires_at", "<", timestamp())
    .executeTakeFirst();
  await forgetOldCounts(using);
  const pictures = await sweepImages(using);
  const inputs_removed = await sweepInputs(using);
  // Thumbnails come last: they take the longest, and nobody needs them.
  const thumbnails_made = await makeDueThumbnails(using);
  log.info({
    event: "sweep",
    stepped: due.length,
    failed,
    sessions_ended: Number(sessions.numDeletedRows),
    ...pictures,
    inputs_removed,
    thumbnails_made,
    calls: using.timings.totalCalls,
  });
}

/** Takes every generation a step further and says how many steps broke; each is tried again when its lease is over. */
async function stepAll(using: Services, generations: Generation[]): Promise<number> {
  const waiting = [...generations];
  let failed = 0;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await step(using, next).catch(() => {
        failed++;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}
