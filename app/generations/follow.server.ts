import { keepPicture } from "~/pictures/keep.server";
import { MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Answer, Prediction } from "~/replicate/client.server";
import type { Services } from "~/services.server";
import type { ErrorCode, Generation } from "./generation.server";
import { release, updateHeld } from "./lease.server";
import { settleFailure, settleSuccess } from "./settle.server";

/** Replicate deletes outputs after an hour; a prediction still unheard of by then can only be refunded. */
const GIVE_UP_AFTER = 55 * MINUTE;
/** How often Replicate is asked for one picture. */
export const MOST_ATTEMPTS = 3;
/** A prediction whose creation was not answered may be listed a little later than it was made. */
const LOOK_FOR_LOST_AFTER = 10 * SECOND;

/** Acts on what Replicate said of a generation that the caller holds, and gives it free or settles it. */
export async function follow(using: Services, held: Generation, answer: Answer): Promise<void> {
  if (answer.kind === "prediction") return followPrediction(using, held, answer.prediction);
  if (answer.kind === "refused")
    log.error({ event: "replicate_refused", id: held.id, status: answer.status });
  if (held.prediction_id) return pollAgain(using, held, answer);

  switch (answer.kind) {
    case "refused":
      return settleFailure(using, held, "unavailable");
    case "busy":
      return retryIn(using, held, answer.retryAfterSeconds * SECOND, "busy");
    case "unknown":
      return release(using, held, waitForLost());
  }
}

/** Its status could not be read: later, unless Replicate does not know it any more. */
function pollAgain(
  using: Services,
  held: Generation,
  answer: Exclude<Answer, { kind: "prediction" }>,
): Promise<void> {
  const isGone = answer.kind === "refused" && answer.status === 404;
  if (isGone || isOver(held)) return giveUp(using, held, "no_answer");
  return release(using, held, { next_attempt_at: timestamp(backOff(held)) });
}

async function followPrediction(using: Services, held: Generation, prediction: Prediction): Promise<void> {
  switch (prediction.status) {
    case "succeeded":
      return save(using, held, prediction);
    case "failed":
      if (isModerated(prediction)) return settleFailure(using, held, "moderated");
      if (isTransient(prediction)) return retryIn(using, held, SECOND * 2 ** (held.attempts - 1), "failed");
      return settleFailure(using, held, "failed");
    case "canceled":
    case "aborted":
      return settleFailure(using, held, "canceled");
    case "starting":
    case "processing":
      return wait(using, held, prediction);
  }
}

/** Noted while the picture is on its way: if this request dies, the next one finds the prediction by its id. */
async function save(using: Services, held: Generation, prediction: Prediction): Promise<void> {
  const [kept, noted] = await Promise.all([
    keepPicture(using, held.id, prediction.output),
    note(using, held, { status: "saving", prediction_id: prediction.id }),
  ]);
  if (noted === "taken") return release(using, held, waitForLost());
  if (kept.kind === "kept") return settleSuccess(using, held, kept.picture);
  if (kept.kind === "refused" || isOver(held)) return giveUp(using, held, "bad_picture");
  return release(using, held, { next_attempt_at: timestamp(backOff(held)) });
}

async function wait(using: Services, held: Generation, prediction: Prediction): Promise<void> {
  if (isOver(held)) return giveUp(using, held, "no_answer");
  const noted = await note(using, held, {
    status: "running",
    prediction_id: prediction.id,
    next_attempt_at: timestamp(backOff(held)),
    lease_until: null,
    lease_holder: null,
  });
  if (noted === "taken") return release(using, held, waitForLost());
  if (noted === "cancel") await stop(using, held, prediction.id);
}

/** What the prediction had come to when it was stopped; when that is not said, the next look at it will tell. */
export async function stop(
  using: Services,
  held: Generation,
  predictionId: string,
): Promise<"ended" | "not yet"> {
  const answer = await using.replicate.cancel(predictionId);
  if (answer.kind !== "prediction" || isGoingOn(answer.prediction)) return "not yet";
  await followPrediction(using, held, answer.prediction);
  return "ended";
}

type Note = Parameters<typeof updateHeld>[2] & { prediction_id: string };

/** "taken": that prediction is another generation's. "cancel": noted, and its visitor wants it stopped. */
async function note({ db }: Services, held: Generation, change: Note): Promise<"noted" | "cancel" | "taken"> {
  try {
    const row = await updateHeld(db, held, change).returning("cancel_requested_at").executeTakeFirst();
    return row?.cancel_requested_at ? "cancel" : "noted";
  } catch (error) {
    if (refusedBy(error, "generation_history.prediction_id")) return "taken";
    throw error;
  }
}

/** Nothing was made, or what was made is worthless: once more, or the credit back. */
function retryIn(using: Services, held: Generation, delay: number, reason: ErrorCode): Promise<void> {
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  if (held.attempts >= MOST_ATTEMPTS) return settleFailure(using, held, reason);
  const next_attempt_at = timestamp(withJitter(delay));
  return release(using, held, { status: "reserved", prediction_id: null, next_attempt_at });
}

/** The end of our patience is worth an operator's look. */
export function giveUp(using: Services, held: Generation, reason: ErrorCode): Promise<void> {
  log.error({ event: "gave_up", id: held.id, reason, attempts: held.attempts });
  return settleFailure(using, held, reason);
}

/** For a generation that may have a prediction: nobody asks again before it had the time to be listed. */
export function waitForLost() {
  return { next_attempt_at: null, lease_until: timestamp(LOOK_FOR_LOST_AFTER) };
}

export function isOver({ created_at }: Generation): boolean {
  return created_at < timestamp(-GIVE_UP_AFTER);
}

/** In milliseconds: a fifth of its age, from 2 seconds to 5 minutes, so that a slow one is asked after less and less. */
function backOff({ created_at }: Generation): number {
  const age = Date.now() - Date.parse(created_at);
  return Math.min(Math.max(age / 5, 2 * SECOND), 5 * MINUTE);
}

/** Up to a quarter more, so that those who failed together do not come back together. Never less: it was asked for. */
function withJitter(delay: number): number {
  return delay * (1 + Math.random() / 4);
}

function isGoingOn({ status }: Prediction): boolean {
  return status === "starting" || status === "processing";
}

function isModerated({ error }: Prediction): boolean {
  return /NSFW|flagged as sensitive|E005/i.test(error ?? "");
}

function isTransient({ error }: Prediction): boolean {
  return /CUDA|out of memory|E1000|E1001|E6716|timed? ?out|interrupted|unavailable|overloaded/i.test(
    error ?? "",
  );
}
