import { keepPicture } from "~/images/keep.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import type { Answer, Prediction } from "~/platform/replicate.server";
import type { Services } from "~/platform/services.server";
import { type Generation, isOpen, modelInput, updateGeneration } from "./generation.server";
import { settleFailure, settleSuccess } from "./settle.server";

/** In milliseconds; longer than a request to Replicate can take, so that its holder is dead when it is over. */
export const LEASE = MINUTE;

/** Replicate deletes outputs after an hour; a prediction still unheard of by then can only be refunded. */
const GIVE_UP_AFTER = 55 * MINUTE;

/** Takes an open generation as far towards its end as can be now. May be called by anyone at any time, any number of times. */
export async function advance(
  using: Services,
  generation: Generation,
  { holdsLease = false } = {},
): Promise<void> {
  if (!isOpen(generation)) return;
  if (holdsLease) return follow(using, generation, await predict(using, generation));
  if (generation.prediction_id) {
    return follow(using, generation, await using.replicate.get(generation.prediction_id));
  }
  if (isOver(generation)) await settleFailure(using, generation, "no_answer");
}

function predict({ replicate }: Services, generation: Generation): Promise<Answer> {
  const { prompt, seed, model } = generation;
  return replicate.create({ model, input: { prompt, seed, ...modelInput(generation) } });
}

async function follow(using: Services, generation: Generation, answer: Answer): Promise<void> {
  switch (answer.kind) {
    case "prediction":
      return followPrediction(using, generation, answer.prediction);
    case "refused":
      return settleFailure(using, generation, "unavailable");
    case "busy":
      return settleFailure(using, generation, "unavailable");
    case "unknown":
      if (isOver(generation)) await settleFailure(using, generation, "no_answer");
  }
}

async function followPrediction(
  using: Services,
  generation: Generation,
  prediction: Prediction,
): Promise<void> {
  switch (prediction.status) {
    case "succeeded": {
      // Noted while the picture is on its way: if this request dies, the next one finds the prediction by its id.
      const [kept] = await Promise.all([
        keepPicture(using, generation.id, prediction.output),
        note(using, generation, prediction),
      ]);
      if (kept.kind === "kept") return settleSuccess(using, generation, kept.picture);
      if (kept.kind === "refused" || isOver(generation))
        return settleFailure(using, generation, "bad_picture");
      return;
    }
    case "failed":
      return settleFailure(using, generation, isModerated(prediction) ? "moderated" : "failed");
    case "canceled":
    case "aborted":
      return settleFailure(using, generation, "canceled");
    default:
      await note(using, generation, prediction);
      if (isOver(generation)) await settleFailure(using, generation, "no_answer");
  }
}

async function note({ db }: Services, generation: Generation, { id }: Prediction): Promise<void> {
  if (generation.prediction_id === id) return;
  await updateGeneration(db, generation.id, { status: "running", prediction_id: id, lease_until: null })
    .where("status", "=", "reserved")
    .execute();
}

function isModerated({ error }: Prediction): boolean {
  return /NSFW|flagged as sensitive|E005/i.test(error ?? "");
}

function isOver({ created_at }: Generation): boolean {
  return created_at < timestamp(-GIVE_UP_AFTER);
}
