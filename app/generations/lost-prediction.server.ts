import { SECOND } from "~/platform/clock.server";
import type { Prediction } from "~/replicate/client.server";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";

/** Replicate's clock and ours may differ by as much. */
const CLOCK_SKEW = 30 * SECOND;

export type Lost =
  | { kind: "found"; prediction: Prediction }
  | { kind: "none" }
  /** Replicate did not tell. */
  | { kind: "unknown" };

/** The prediction that was made for a generation without our hearing of it, known by its seed and prompt. */
export async function findPrediction({ db, replicate }: Services, generation: Generation): Promise<Lost> {
  const since = new Date(Date.parse(generation.created_at) - CLOCK_SKEW).toISOString();
  const predictions = await replicate.since(since);
  if (!predictions) return { kind: "unknown" };
  const candidates = predictions.filter(
    (prediction) => isOf(generation, prediction) && isWorthAdopting(prediction),
  );
  for (const prediction of candidates) {
    const other = await db
      .selectFrom("generation_history")
      .select("id")
      .where("prediction_id", "=", prediction.id)
      .executeTakeFirst();
    if (!other || other.id === generation.id) return { kind: "found", prediction };
  }
  return { kind: "none" };
}

export function isOf({ prompt, seed, model }: Generation, made: Prediction): boolean {
  return made.input.prompt === prompt && made.input.seed === seed && (made.model ?? model) === model;
}

/** One that failed is an earlier attempt, or no better than none. */
function isWorthAdopting({ status }: Prediction): boolean {
  return status === "starting" || status === "processing" || status === "succeeded";
}
