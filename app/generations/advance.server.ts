import { keepPicture } from "~/images/keep.server";
import { MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Answer, Prediction } from "~/platform/replicate.server";
import type { Services } from "~/platform/services.server";
import { type ErrorCode, type Generation, modelInput } from "./generation.server";
import { claim, mayBeDue, release, updateHeld } from "./lease.server";
import { findPrediction } from "./lost-prediction.server";
import { settleFailure, settleSuccess } from "./settle.server";

/** Replicate deletes outputs after an hour; a prediction still unheard of by then can only be refunded. */
const GIVE_UP_AFTER = 55 * MINUTE;
/** How often Replicate is asked for one picture. */
const MOST_ATTEMPTS = 3;
/** A prediction whose creation was not answered may be listed a little later than it was made. */
const LOOK_FOR_LOST_AFTER = 10 * SECOND;

/**
 * Does whatever step is next for an open generation, if there is one now and nobody else is at it. Anyone may call it at
 * any time, any number of times: the page, its events, the webhook, the sweep. `evenIfNotDue`: there is news of it.
 */
export async function advance(
  using: Services,
  generation: Generation,
  { evenIfNotDue = false } = {},
): Promise<void> {
  if (!evenIfNotDue && !mayBeDue(generation)) return;
  const held = await claim(using, generation.id, { evenIfNotDue });
  if (held) await step(using, held);
}

/** The next step of a generation that the caller holds. */
export async function step(using: Services, held: Generation): Promise<void> {
  if (held.prediction_id) return follow(using, held, await using.replicate.get(held.prediction_id));
  if (isOver(held)) return giveUp(using, held, "no_answer");
  // A time for the next attempt is only ever set when Replicate surely made nothing.
  if (held.next_attempt_at === null) return recover(using, held);
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  return tryAgain(using, held);
}

/** The first attempt of a generation that the caller has just inserted and so holds. */
export async function firstAttempt(using: Services, held: Generation): Promise<void> {
  return follow(using, held, await predict(using, held));
}

/** Asked, and no answer noted: look whether Replicate made it before it is asked again. */
async function recover(using: Services, held: Generation): Promise<void> {
  const found = await findPrediction(using, held);
  switch (found.kind) {
    case "found":
      return follow(using, held, await using.replicate.get(found.prediction.id));
    case "unknown":
      return release(using, held, waitForLost());
    case "none":
      if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
      if (held.attempts >= MOST_ATTEMPTS) return giveUp(using, held, "no_answer");
      return tryAgain(using, held);
  }
}

async function tryAgain(using: Services, held: Generation): Promise<void> {
  const attempts = held.attempts + 1;
  const { numUpdatedRows } = await updateHeld(using.db, held, {
    attempts,
    next_attempt_at: null,
  }).executeTakeFirst();
  if (numUpdatedRows > 0) await firstAttempt(using, { ...held, attempts, next_attempt_at: null });
}

function predict(
  { replicate, settings }: Services,
  { id, prompt, seed, model, input }: Generation,
): Promise<Answer> {
  const { PUBLIC_ORIGIN, REPLICATE_WEBHOOK_SECRET } = settings;
  const asksForNews = REPLICATE_WEBHOOK_SECRET && PUBLIC_ORIGIN?.startsWith("https:");
  return replicate.create({
    model,
    input: { prompt, seed, ...modelInput({ input }) },
    ...(asksForNews && { webhook: `${PUBLIC_ORIGIN}/webhooks/replicate/${id}` }),
  });
}

async function follow(using: Services, held: Generation, answer: Answer): Promise<void> {
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
    default:
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
  if (kept.kind === "refused") return giveUp(using, held, "bad_picture");
  if (isOver(held)) return giveUp(using, held, "bad_picture");
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
  if (noted === "cancel") await cancelAtReplicate(using, prediction.id);
}

/** Whatever this answers, the next look at the prediction says what it came to. */
export async function cancelAtReplicate({ replicate }: Services, predictionId: string): Promise<void> {
  await replicate.cancel(predictionId);
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
function giveUp(using: Services, held: Generation, reason: ErrorCode): Promise<void> {
  log.error({ event: "gave_up", id: held.id, reason, attempts: held.attempts });
  return settleFailure(using, held, reason);
}

function waitForLost() {
  return { next_attempt_at: null, lease_until: timestamp(LOOK_FOR_LOST_AFTER) };
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

function isModerated({ error }: Prediction): boolean {
  return /NSFW|flagged as sensitive|E005/i.test(error ?? "");
}

function isTransient({ error }: Prediction): boolean {
  return /CUDA|out of memory|E1000|E1001|E6716|timed? ?out|interrupted|unavailable|overloaded/i.test(
    error ?? "",
  );
}

function isOver({ created_at }: Generation): boolean {
  return created_at < timestamp(-GIVE_UP_AFTER);
}
