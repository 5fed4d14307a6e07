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
 * The parts of a sweep beside the waiting line, in their order. Generations come first, since somebody waits for them, and
 * thumbnails last: they take the longest, and nobody needs them. The counts that a part returns by name join the sweep's
 * line in the log.
 */
const PARTS: Record<string, (using: Services) => Promise<unknown>> = {
  steps: stepDue,
  sessions: async (using) => ({ sessions_ended: await forgetOldSessions(using) }),
  demo_events: sendDemoEvents,
  purchases: async (using) => ({ purchases_paid: await lookAtPurchases(using) }),
  missed_events: async (using) => ({ events_found: await readMissedEvents(using) }),
  budget: warnOfBudget,
  mails: async (using) => ({ mails_sent: await sendDueMails(using) }),
  old_mails: forgetOldMails,
  code_sign_ins: forgetOldCodeSignIns,
  guest_drafts: forgetOldGuestDrafts,
  challenges: forgetOldChallenges,
  newcomers: async (using) => ({ newcomers_ended: await endNewcomers(using) }),
  leavers: async (using) => ({ leavers_ended: await endLeavers(using) }),
  counts: forgetOldCounts,
  budgets: ({ db }) => forgetSpentBudgets(db),
  totals: ({ db }) => addToTotals(db),
  days: ({ db }) => addToDays(db),
  model_days: ({ db }) => addToModelDays(db),
  demo_shop: async ({ db, stripe }) => stripe?.isDemo && forgetOldDemo(db),
  deleted: async (using) => ({ deleted_removed: await removeDue(using) }),
  images: sweepImages,
  inputs: async (using) => ({ inputs_removed: await sweepInputs(using) }),
  sent_files: async (using) => ({ sent_files_removed: await sweepSentFiles(using) }),
  search: async ({ db }) => ({ indexed_again: await indexOlderAgain(db) }),
  thumbnails: async (using) => ({ thumbnails_made: await makeDueThumbnails(using) }),
};

/**
 * Does, every minute, what nobody's request does: each of `PARTS`, one after the other, and one that breaks keeps none of
 * those behind it from their turn. Meanwhile, and for the rest of the minute, those in the waiting line have their turns:
 * `pause` waits so many milliseconds for the next one; without it only a turn that is there is taken.
 * @throws what the first part that broke threw, when everything else is done: the run counts as failed.
 */
export async function sweep(using: Services, pause?: (ms: number) => Promise<unknown>): Promise<void> {
  const line = serveWholeLine(using, pause);
  const came: Record<string, number> = {};
  const errors: unknown[] = [];
  for (const [part, run] of Object.entries(PARTS)) {
    try {
      Object.assign(came, await run(using));
    } catch (error) {
      errors.push(error);
      log.error({
        event: "sweep_part_broken",
        part,
        reason: error instanceof Error ? error.name : "unknown",
      });
    }
  }
  const turns = await line;
  await moveSweep(using.db, "last_sweep", String((came.failed ?? 0) + errors.length));
  const full = fullnessOf(using.db);
  if (full?.isNearlyFull) log.warn({ event: "database_nearly_full", percent: full.percent });
  log.info({
    ...{ event: "sweep", ...came, turns, parts_broken: errors.length },
    ...{ database_mb: full?.megabytes, database_percent: full?.percent, calls: using.timings.totalCalls },
  });
  if (errors.length > 0) throw errors[0];
}

async function forgetOldSessions({ db }: Services): Promise<number> {
  const ended = await db.deleteFrom("sessions").where("expires_at", "<", timestamp()).executeTakeFirst();
  return Number(ended.numDeletedRows);
}

/** Takes what is due a step further and says how many steps broke; each is tried again when its lease is over. */
async function stepDue(using: Services): Promise<{ stepped: number; failed: number }> {
  let [stepped, failed] = [0, 0];
  const before = using.timings.totalCalls;
  const mayGoOn = () => stepped < GENERATIONS_A_RUN && using.timings.totalCalls - before < CALLS_FOR_STEPS;
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
