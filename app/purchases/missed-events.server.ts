import * as z from "zod";
import { DAY, MINUTE, SECOND } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import { moveSweep, sweepPosition } from "~/platform/sweep-positions.server";
import type { Services } from "~/services.server";
import type { About } from "~/stripe/answers.server";
import {
  EVENTS_LISTED_DAYS,
  EVENTS_READ_AFTER_MINUTES,
  EVENTS_READ_EVERY_MINUTES,
  HELD_UP_MINUTES,
  MOST_EVENTS_WAITING,
  WAITING_DAYS,
} from "./limits";
import { learn } from "./webhook.server";

/**
 * Reads in Stripe's list of events what happened to money, a page in a run: of a refund or a dispute whose events never came
 * nothing here would tell. One stretch of time follows the other without a gap. A page of which something could not be learnt
 * is read again, for as long as Stripe may only be ill; then the list goes on, and what is left waits beside it and is asked
 * after in each run, so that one thing that can never be learnt keeps nothing else from being heard of.
 * Returns of how many things the page told; that most of them are known changes nothing.
 */
export async function readMissedEvents(using: Services): Promise<number> {
  const { db, stripe } = using;
  const before = await readBefore(db);
  const stretch = stripe && nextStretch(before);
  if (!stripe || !stretch || !(await hasSold(db))) return 0;
  const answer = await stripe.events(stretch);
  if (answer.kind !== "ok") {
    // The event after which the page was to begin may be listed no longer.
    if (answer.kind === "refused" && stretch.after) await keep(db, { ...stretch, after: null });
    return 0;
  }
  const { about, next } = answer.value;
  const things = new Map(about.map((one) => [`${one.kind} ${one.id}`, one]));
  const left: About[] = [];
  for (const one of things.values()) if (!(await isLearnt(using, one))) left.push(one);
  const waiting = await stillWaiting(using, before.waiting);
  const added = left.map((one) => ({ ...one, since: secondsAgo(0) }));
  const heldUpSince = before.heldUpSince ?? secondsAgo(0);
  const isHeldUp =
    left.length > 0 &&
    (heldUpSince > secondsAgo(HELD_UP_MINUTES * MINUTE) ||
      waiting.length + added.length > MOST_EVENTS_WAITING);
  if (isHeldUp) await keep(db, { ...stretch, waiting, heldUpSince });
  else
    await keep(db, {
      ...(next ? { ...stretch, after: next } : { from: stretch.to, to: stretch.to, after: null }),
      ...{ waiting: [...waiting, ...added], heldUpSince: null },
    });
  return things.size;
}

async function isLearnt(using: Services, one: About): Promise<boolean> {
  try {
    return (await learn(using, one)) !== "again";
  } catch {
    // One that breaks here does not keep the rest of the sweep from its work.
    log.error({ event: "stripe_event_not_learnt", about: one.kind });
    return false;
  }
}

/** Asks once more after what waits beside the list, and gives up, loudly, what did so for too long. Returns what is left. */
async function stillWaiting(using: Services, waiting: Waiting[]): Promise<Waiting[]> {
  const left: Waiting[] = [];
  for (const one of waiting) {
    if (await isLearnt(using, one)) continue;
    if (one.since > secondsAgo(WAITING_DAYS * DAY)) left.push(one);
    // By its name an operator finds it at Stripe.
    else log.error({ event: "stripe_event_given_up", about: one.kind, id: one.id });
  }
  return left;
}

const Waiting = z.object({
  ...{ kind: z.enum(["session", "refund", "dispute"]), id: z.string(), order: z.string().optional() },
  /** In seconds since 1970. */
  since: z.number(),
});
type Waiting = z.output<typeof Waiting>;

/**
 * As much of the list as was read: `from` and `to` are the same where a stretch was read to its end. `heldUpSince`, in seconds
 * since 1970: since when the same page is read again.
 */
const Read = z.object({
  ...{ from: z.number(), to: z.number(), after: z.string().nullable() },
  waiting: z.array(Waiting).default([]),
  heldUpSince: z.number().nullable().default(null),
});
type Read = z.output<typeof Read>;

async function readBefore(db: Db): Promise<Read> {
  const position = await sweepPosition(db, "stripe_events");
  return Read.parse(position ? JSON.parse(position) : { from: 0, to: 0, after: null });
}

/** The stretch that was begun, or the one that follows; null until that is long enough. */
function nextStretch(read: Read): Read | null {
  if (read.after) return read;
  const from = Math.max(read.from, secondsAgo(EVENTS_LISTED_DAYS * DAY));
  const to = secondsAgo(EVENTS_READ_AFTER_MINUTES * MINUTE);
  const isLongEnough = (to - from) * SECOND >= EVENTS_READ_EVERY_MINUTES * MINUTE;
  return isLongEnough ? { ...read, from, to } : null;
}

/** Whether anything was ever to be paid here: before that, all that the list tells is somebody else's. */
async function hasSold(db: Db): Promise<boolean> {
  const asked = db.selectFrom("purchases").select("id").where("session_id", "is not", null).limit(1);
  return (await asked.executeTakeFirst()) !== undefined;
}

async function keep(db: Db, read: Read): Promise<void> {
  await moveSweep(db, "stripe_events", JSON.stringify(read));
}

function secondsAgo(ms: number): number {
  return Math.floor((Date.now() - ms) / SECOND);
}
