import * as z from "zod";
import { DAY, MINUTE, SECOND } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import { moveSweep, sweepPosition } from "~/platform/sweep-positions.server";
import type { Services } from "~/services.server";
import type { Stretch } from "~/stripe/client.server";
import { EVENTS_LISTED_DAYS, EVENTS_READ_AFTER_MINUTES, EVENTS_READ_EVERY_MINUTES } from "./limits";
import { learn } from "./webhook.server";

/**
 * Reads in Stripe's list of events what happened to money, a page in a run: of a refund or a dispute whose events never came
 * nothing here would tell. One stretch of time follows the other without a gap, and a page of which something could not be
 * learnt is read again. Returns of how many things the page told; that most of them are known changes nothing.
 */
export async function readMissedEvents(using: Services): Promise<number> {
  const { db, stripe } = using;
  const stretch = stripe && (await nextStretch(db));
  if (!stripe || !stretch || !(await hasSold(db))) return 0;
  const answer = await stripe.events(stretch);
  if (answer.kind !== "ok") {
    // The event after which the page was to begin may be listed no longer.
    if (answer.kind === "refused" && stretch.after) await keep(db, { ...stretch, after: null });
    return 0;
  }
  const { about, next } = answer.value;
  const things = new Map(about.map((one) => [`${one.kind} ${one.id}`, one]));
  let isLearnt = true;
  for (const one of things.values()) {
    const learnt = await learn(using, one).catch(() => {
      // One that breaks here does not keep the rest of the sweep from its work.
      log.error({ event: "stripe_event_not_learnt", about: one.kind });
      return "again" as const;
    });
    if (learnt === "again") isLearnt = false;
  }
  if (isLearnt)
    await keep(db, next ? { ...stretch, after: next } : { from: stretch.to, to: stretch.to, after: null });
  return things.size;
}

/** As much of the list as was read: `from` and `to` are the same where a stretch was read to its end. */
const Read = z.object({ from: z.number(), to: z.number(), after: z.string().nullable() });

/** The stretch that was begun, or the one that follows; null until that is long enough. */
async function nextStretch(db: Db): Promise<Stretch | null> {
  const position = await sweepPosition(db, "stripe_events");
  const read = position ? Read.parse(JSON.parse(position)) : { from: 0, to: 0, after: null };
  if (read.after) return read;
  const from = Math.max(read.from, secondsAgo(EVENTS_LISTED_DAYS * DAY));
  const to = secondsAgo(EVENTS_READ_AFTER_MINUTES * MINUTE);
  const isLongEnough = (to - from) * SECOND >= EVENTS_READ_EVERY_MINUTES * MINUTE;
  return isLongEnough ? { from, to, after: null } : null;
}

/** Whether anything was ever to be paid here: before that, all that the list tells is somebody else's. */
async function hasSold(db: Db): Promise<boolean> {
  const asked = db.selectFrom("purchases").select("id").where("session_id", "is not", null).limit(1);
  return (await asked.executeTakeFirst()) !== undefined;
}

async function keep(db: Db, read: Stretch): Promise<void> {
  await moveSweep(db, "stripe_events", JSON.stringify(read));
}

function secondsAgo(ms: number): number {
  return Math.floor((Date.now() - ms) / SECOND);
}
