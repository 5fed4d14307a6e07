import { forgetOldCodeSignIns } from "~/accounts/factor/code-sign-in.server";
import { forgetOldChallenges } from "~/accounts/passkeys/challenge.server";
import { forgetOldGuestDrafts } from "~/accounts/providers/guest-draft.server";
import { endNewcomers } from "~/accounts/proving/end-newcomers.server";
import { forgetSpentBudgets } from "~/budgets/budget.server";
import { forgetOldCounts } from "~/credits/allowances.server";
import { step } from "~/generations/advance.server";
import { claimDue } from "~/generations/lease.server";
import { removeDue } from "~/history/deleted/remove.server";
import { endLeavers } from "~/leaving/end-leavers.server";
import { forgetOldMails, sendDueMails } from "~/mail/send.server";
import { sweepSentFiles } from "~/pictures/brought/sent-removal.server";
import { sweepInputs } from "~/pictures/brought/sweep.server";
import { sweepImages } from "~/pictures/sweep.server";
import { makeDueThumbnails } from "~/pictures/thumbnails/thumbnails.server";
import { timestamp } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import { moveSweep } from "~/platform/sweep-positions.server";
import { sendDemoEvents } from "~/purchases/demo-events.server";
import { readMissedEvents } from "~/purchases/missed-events.server";
import { lookAtPurchases } from "~/purchases/sweep.server";
import { indexOlderAgain } from "~/search/again.server";
import type { Services } from "~/services.server";
import { forgetOldDemo } from "~/stripe/demo/store.server";
import { addToDays } from "./days.server";
import { fullnessOf } from "./fullness.server";
import { CALLS_FOR_STEPS, GENERATIONS_A_RUN, GENERATIONS_CLAIMED_AT_ONCE } from "./limits";
import { serveWholeLine } from "./line.server";
import { addToModelDays } from "./margins.server";
import { addToTotals } from "./totals.server";
import { warnOfBudget } from "./warn-of-budget.server";

/** How many steps go on at once: Workers hold six connections open; more would only wait. */
const AT_ONCE = 6;

/**
 * Takes, every minute, open generations that are due a step further, asks about purchases of which nothing was heard, and for events that never came, sends mails that could not be sent at once, forgets
 * sessions, links and days that are over, ends the accounts of those who left, removes what was deleted long enough ago, walks the store, removes what was sent to Replicate, brings the search index up to
 * date, and makes thumbnails that are missing. Meanwhile, and for the rest of the minute, those
 * in the waiting line have their turns: `pause` waits so many milliseconds for the next one; without it only a turn that is
 * there is taken.
 */
export async function sweep(using: Services, pause?: (ms: number) => Promise<unknown>): Promise<void> {
  const line = serveWholeLine(using, pause);
  const steps = await stepDue(using);
  const sessions = await using.db
    .deleteFrom("sessions")
    .where("expires_at", "<", timestamp())
    .executeTakeFirst();
  await sendDemoEvents(using);
  const purchases_paid = await lookAtPurchases(using);
  const events_found = await readMissedEvents(using);
  await warnOfBudget(using);
  const mails_sent = await sendDueMails(using);
  await forgetOldMails(using);
  await forgetOldCodeSignIns(using);
  await forgetOldGuestDrafts(using);
  await forgetOldChallenges(using);
  const newcomers_ended = await endNewcomers(using);
  const leavers_ended = await endLeavers(using);
  await forgetOldCounts(using);
  await forgetSpentBudgets(using.db);
  await addToTotals(using.db);
  await addToDays(using.db);
  await addToModelDays(using.db);
  if (using.stripe?.isDemo) await forgetOldDemo(using.db);
  const deleted_removed = await removeDue(using);
  const pictures = await sweepImages(using);
  const inputs_removed = await sweepInputs(using);
  const sent_files_removed = await sweepSentFiles(using);
  const indexed_again = await indexOlderAgain(using.db);
  // Thumbnails come last: they take the longest, and nobody needs them.
  const thumbnails_made = await makeDueThumbnails(using);
  const turns = await line;
  await moveSweep(using.db, "last_sweep", String(steps.failed));
  const full = fullnessOf(using.db);
  if (full?.isNearlyFull) log.warn({ event: "database_nearly_full", percent: full.percent });
  log.info({
    event: "sweep",
    ...steps,
    turns,
    sessions_ended: Number(sessions.numDeletedRows),
    purchases_paid,
    events_found,
    mails_sent,
    newcomers_ended,
    leavers_ended,
    deleted_removed,
    ...pictures,
    inputs_removed,
    sent_files_removed,
    indexed_again,
    thumbnails_made,
    database_mb: full?.megabytes,
    database_percent: full?.percent,
    calls: using.timings.totalCalls,
  });
}

/** Takes what is due a step further and says how many steps broke; each is tried again when its lease is over. */
async function stepDue(using: Services): Promise<{ stepped: number; failed: number }> {
  let [stepped, failed] = [0, 0];
  const mayGoOn = () => stepped < GENERATIONS_A_RUN && using.timings.totalCalls < CALLS_FOR_STEPS;
  while (mayGoOn()) {
    const due = await claimDue(using, Math.min(GENERATIONS_CLAIMED_AT_ONCE, GENERATIONS_A_RUN - stepped));
    if (due.length === 0) break;
    const work = async () => {
      for (let next = mayGoOn() && due.shift(); next; next = mayGoOn() && due.shift()) {
        stepped++;
        await step(using, next).catch(() => {
          failed++;
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }
  return { stepped, failed };
}
