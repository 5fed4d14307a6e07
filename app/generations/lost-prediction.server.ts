import { SECOND } from "~/platform/clock.server";
import { anyOf } from "~/platform/ids.server";
import type { Listed } from "~/replicate/client.server";
import { failingOf } from "~/replicate/failure";
import type { Prediction } from "~/replicate/prediction.server";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";
import { LIST_SKEW_SECONDS, LONGEST_SEARCH_SECONDS, MOST_READ_ONE_BY_ONE } from "./limits";

export type Lost =
  | { kind: "found"; prediction: Prediction }
  | { kind: "none" }
  /** Replicate did not tell, or not clearly enough to say that none was made. */
  | { kind: "unknown" };

/** The prediction that was made for a generation without our hearing of it, known by its seed and prompt. */
export async function findPrediction(using: Services, generation: Generation): Promise<Lost> {
  const { created_at } = generation;
  // Whoever searches longer would still be at it when the lease is over and somebody else begins.
  const deadlineMs = Date.now() + LONGEST_SEARCH_SECONDS * SECOND;
  const since = new Date(Date.parse(created_at) - LIST_SKEW_SECONDS * SECOND).toISOString();
  const listed = await using.replicate.since(since, deadlineMs);
  if (!listed) return { kind: "unknown" };
  const possible = listed.filter(
    (entry) => entry === null || (isOf(generation, entry) !== "no" && isWorthAdopting(entry)),
  );
  const free = await withoutThoseOfOthers(using, generation, possible);
  const ours = free.filter((entry) => entry && isUnderstood(entry) && isOf(generation, entry) === "yes");
  const prediction = ours.find((entry) => entry?.status !== "failed") ?? ours[0];
  return prediction ? { kind: "found", prediction } : readOneByOne(using, generation, free, deadlineMs);
}

async function withoutThoseOfOthers(
  { db }: Services,
  { id }: Generation,
  possible: Listed[],
): Promise<Listed[]> {
  const ids = possible.flatMap((entry) => (entry ? [entry.id] : []));
  if (ids.length === 0) return possible;
  const others = await db
    .selectFrom("generation_history")
    .select("prediction_id")
    .where("prediction_id", "in", anyOf(ids))
    .where("id", "<>", id)
    .execute();
  const taken = new Set(others.map(({ prediction_id }) => prediction_id));
  return possible.filter((entry) => entry === null || !taken.has(entry.id));
}

/** A list may say less of a prediction than the prediction itself; what remains unclear may be ours. */
async function readOneByOne(
  { replicate }: Services,
  generation: Generation,
  unclear: Listed[],
  deadlineMs: number,
): Promise<Lost> {
  let answer: Lost = { kind: unclear.length > MOST_READ_ONE_BY_ONE ? "unknown" : "none" };
  for (const entry of unclear.slice(0, MOST_READ_ONE_BY_ONE)) {
    const read = entry && (await replicate.get(entry.id, deadlineMs));
    if (read?.kind !== "prediction") {
      answer = { kind: "unknown" };
      continue;
    }
    if (!isWorthAdopting(read.prediction)) continue;
    const isOurs = isOf(generation, read.prediction);
    if (isOurs === "no") continue;
    if (isOurs === "yes" && isUnderstood(read.prediction))
      return { kind: "found", prediction: read.prediction };
    answer = { kind: "unknown" };
  }
  return answer;
}

/** Whether a prediction is of what we sent; "maybe" when nothing differs, but not all of it can be read. */
export function isOf(generation: Generation, { model, input }: Prediction): "yes" | "no" | "maybe" {
  const { prompt, seed } = input;
  const differs = <Value>(told: Value | null, ours: Value) => told !== null && told !== ours;
  if (differs(model, generation.model)) return "no";
  if (differs(prompt, generation.prompt) || differs(seed, generation.seed)) return "no";
  return prompt === null || seed === null ? "maybe" : "yes";
}

/** Whether a prediction says what it came to: one that does not may be an earlier attempt, which hides a later one when it is adopted. */
export function isUnderstood({ status }: Prediction): boolean {
  return status !== "unknown";
}

/**
 * Whether a prediction can still settle its generation: one that failed is an earlier attempt, or no better than none. Only
 * a refusal says what the next attempt would come to: the answer to the create may have been lost before it was settled.
 */
export function isWorthAdopting({ status, error }: Prediction): boolean {
  if (status === "failed") return failingOf(error) === "moderated";
  return status !== "canceled" && status !== "aborted";
}
