import { modelById } from "~/models/models";
import { alphaIn } from "~/pictures/alpha.server";
import type { Sent } from "~/pictures/brought/sent.server";
import { keepPicture, type Picture } from "~/pictures/keep.server";
import { SECOND, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Answer } from "~/replicate/client.server";
import { codeIn, failingOf, lastingOf } from "~/replicate/failure";
import type { Prediction } from "~/replicate/prediction.server";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";
import { claim, updateHeld } from "./lease.server";
import { FIRST_PAUSE_SECONDS } from "./limits";
import { countFailure } from "./line/breaker.server";
import { joinLine } from "./line/line.server";
import { giveUp, isOver, lookAgain, nextLook, retryIn, sendAgain, waitForLost } from "./patience.server";
import { settleFailure, settleStopped, settleSuccess } from "./settle.server";

/** Acts on pictures that did not reach Replicate: nothing was asked for, so nothing was made. */
export async function followUpload(
  using: Services,
  held: Generation,
  failure: Exclude<Sent, { kind: "sent" }>,
): Promise<void> {
  switch (failure.kind) {
    case "gone":
      return giveUp(using, held, "failed", "picture_gone");
    case "refused":
      log.error({ event: "replicate_refused", id: held.id, status: failure.status });
      return settleFailure(using, held, "unavailable");
    case "busy":
      return sendAgain(using, held, "busy", failure.retryAfterSeconds * SECOND);
    case "unknown":
      return sendAgain(using, held, "no_answer");
  }
}

/** Acts on the answer to a create, the only one whose failures say whether something was made. */
export async function followCreate(using: Services, held: Generation, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case "prediction":
      return followPrediction(using, held, answer.prediction);
    case "refused":
      log.error({ event: "replicate_refused", id: held.id, status: answer.status });
      return settleFailure(using, held, "unavailable");
    case "busy":
      return joinLine(using, held, answer);
    case "unknown":
      await waitForLost(using, held);
      await countFailure(using);
  }
}

/** Reads the prediction that the row names. That exists whatever the answer is: what cannot be read is read later. */
export async function look(using: Services, held: Generation, predictionId: string): Promise<void> {
  const answer = await using.replicate.get(predictionId);
  if (answer.kind === "prediction") return followPrediction(using, held, answer.prediction);
  if (answer.kind === "refused")
    log.error({ event: "replicate_refused", id: held.id, status: answer.status });
  return isOver(held) ? giveUp(using, held, "no_answer") : lookAgain(using, held, answer);
}

/** Notes a prediction that was found before it is read: from then on nothing is created in its place. */
export async function adopt(using: Services, held: Generation, prediction_id: string): Promise<void> {
  const noted = await note(using, held, { status: "running", prediction_id });
  if (noted === "taken") return waitForLost(using, held);
  return look(using, { ...held, status: "running", prediction_id }, prediction_id);
}

/** Stops a prediction and follows what it had come to; "not yet" when that is not said, and the next look will tell. */
export async function stop(
  using: Services,
  held: Generation,
  predictionId: string,
): Promise<"ended" | "not yet"> {
  const answer = await using.replicate.cancel(predictionId);
  if (answer.kind !== "prediction" || !hasEnded(answer.prediction)) return "not yet";
  await followPrediction(using, held, answer.prediction);
  return "ended";
}

async function followPrediction(using: Services, held: Generation, prediction: Prediction): Promise<void> {
  switch (prediction.status) {
    case "succeeded":
      return save(using, held, prediction);
    case "failed":
      return followFailure(using, held, prediction);
    case "canceled":
      return settleStopped(using, held, { isBilled: true });
    case "aborted":
      return settleStopped(using, held, { isBilled: false });
    case "unknown":
      log.warn({ event: "status_not_understood", id: held.id });
      return wait(using, held, prediction);
    case "starting":
    case "processing":
      return wait(using, held, prediction);
  }
}

async function followFailure(using: Services, held: Generation, { error }: Prediction): Promise<void> {
  switch (failingOf(error)) {
    case "moderated":
      return settleFailure(using, held, "moderated");
    case "transient":
      if (await countFailure(using)) return settleFailure(using, held, "busy");
      return retryIn(using, held, FIRST_PAUSE_SECONDS * SECOND * 2 ** (held.attempts - 1), lastingOf(error));
    case "unknown":
      log.warn({ event: "failure_not_known", id: held.id, code: codeIn(error) });
      return settleFailure(using, held, "failed");
  }
}

/** Notes the prediction while the picture is on its way: if this request dies, the next one finds it by its id. */
async function save(using: Services, held: Generation, { id, output }: Prediction): Promise<void> {
  const [kept, noted] = await Promise.all([
    keepPicture(using, held.id, output ?? []),
    note(using, held, { status: "saving", prediction_id: id }),
  ]);
  if (noted === "taken") return waitForLost(using, held);
  if (output === null) return giveUp(using, held, "bad_picture", "output_not_understood");
  if (kept.kind === "kept") return settleAsAsked(using, held, kept.picture);
  if (kept.kind === "refused" || isOver(held)) return giveUp(using, held, "bad_picture", kept.kind);
  return lookAgain(using, held);
}

/** A picture without its background is one only if some of it is transparent, and some is not. */
async function settleAsAsked(using: Services, held: Generation, picture: Picture): Promise<void> {
  if (!modelById(held.model)?.givesAlpha) return settleSuccess(using, held, picture);
  const alpha = await alphaIn(using, picture);
  if (alpha === "some") return settleSuccess(using, held, picture);
  return alpha === null && !isOver(held) ? lookAgain(using, held) : settleFailure(using, held, "not_cut_out");
}

async function wait(using: Services, held: Generation, prediction: Prediction): Promise<void> {
  if (isOver(held)) return giveUp(using, held, "no_answer");
  const noted = await note(using, held, {
    status: "running",
    prediction_id: prediction.id,
    has_started: prediction.status === "starting" ? 0 : 1,
    next_attempt_at: timestamp(nextLook(held)),
    lease_until: null,
    lease_holder: null,
  });
  if (noted === "taken") return waitForLost(using, held);
  if (noted !== "cancel") return;
  const again = await claim(using, held.id, { evenIfNotDue: true });
  if (again) await stop(using, again, prediction.id);
}

type Note = Parameters<typeof updateHeld>[2] & { prediction_id: string };

/** Notes a prediction. "taken": it is another generation's. "cancel": noted, and the visitor wants it stopped. */
async function note({ db }: Services, held: Generation, change: Note): Promise<"noted" | "cancel" | "taken"> {
  try {
    const row = await updateHeld(db, held, change).returning("cancel_requested_at").executeTakeFirst();
    return row?.cancel_requested_at ? "cancel" : "noted";
  } catch (error) {
    if (refusedBy(error, "generation_history.prediction_id")) return "taken";
    throw error;
  }
}

/** Whether a prediction is known to have ended; with a status that we do not know it may go on. */
function hasEnded({ status }: Prediction): boolean {
  return !["starting", "processing", "unknown"].includes(status);
}
