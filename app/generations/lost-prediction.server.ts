import { modelById } from "~/models/models";
import { filesSentFor } from "~/pictures/brought/sent.server";
import { SECOND } from "~/platform/clock.server";
import { anyOf } from "~/platform/ids.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Listed } from "~/replicate/client.server";
import { failingOf } from "~/replicate/failure";
import { isByFile, type Prediction } from "~/replicate/prediction.server";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";
import { LIST_SKEW_SECONDS, LONGEST_SEARCH_SECONDS, MOST_READ_ONE_BY_ONE } from "./limits";

export type Lost =
  | { kind: "found"; prediction: Prediction }
  | { kind: "none" }
  /** Replicate did not tell, or not clearly enough to say that none was made. */
  | { kind: "unknown" }
  /** Nothing by which a prediction of this generation could be known: one may have been made, and never will be told. */
  | { kind: "untold" };

/** What the predictions of a generation are known by. */
export type Marks = {
  hasSeed: boolean;
  hasPrompt: boolean;
  /** The addresses of the pictures that were sent for this generation alone. */
  urls: string[];
};

export async function marksOf(using: Services, { id, input_id, model }: Generation): Promise<Marks> {
  const { hasSeed = true, hasPrompt = true } = modelById(model) ?? {};
  const files = input_id ? await filesSentFor(using, id) : [];
  return { hasSeed, hasPrompt, urls: files.map(({ url }) => url) };
}

/** Whether predictions of a generation differ from those of any other in what Replicate says of them. */
function canBeTold({ hasSeed, hasPrompt, urls }: Marks): boolean {
  return (hasSeed && hasPrompt) || urls.length > 0;
}

/** The prediction that was made for a generation without our hearing of it. */
export async function findPrediction(using: Services, generation: Generation): Promise<Lost> {
  const known = await marksOf(using, generation);
  // Addresses are noted before they are used: without any, nobody was asked.
  if (generation.input_id && !canBeTold(known)) return { kind: "none" };
  const { created_at } = generation;
  // Whoever searches longer would still be at it when the lease is over and somebody else begins.
  const deadlineMs = Date.now() + LONGEST_SEARCH_SECONDS * SECOND;
  const since = new Date(Date.parse(created_at) - LIST_SKEW_SECONDS * SECOND).toISOString();
  const listed = await using.replicate.since(since, deadlineMs);
  if (!listed) return { kind: "unknown" };
  const possible = listed.filter(
    (entry) => entry === null || (isOf(generation, entry, known) !== "no" && isWorthAdopting(entry)),
  );
  const free = await withoutThoseOfOthers(using, generation, possible);
  // While one goes on that may be ours, a webhook may still tell.
  if (!canBeTold(known)) return { kind: free.some(goesOn) ? "unknown" : "untold" };
  const ours = free.filter(
    (entry) => entry && isUnderstood(entry) && isOf(generation, entry, known) === "yes",
  );
  const prediction = ours.find((entry) => entry?.status !== "failed") ?? ours[0];
  return prediction
    ? { kind: "found", prediction }
    : readOneByOne(using, generation, known, free, deadlineMs);
}

function goesOn(entry: Listed): boolean {
  return entry !== null && ["starting", "processing"].includes(entry.status);
}

async function withoutThoseOfOthers(
  { db }: Services,
  { id }: Generation,
  possible: Listed[],
): Promise<Listed[]> {
  const ids = possible.flatMap((entry) => (entry ? [entry.id] : []));
  if (ids.length === 0) return possible;
  const others = await livingOrDeleted(db)
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
  known: Marks,
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
    const isOurs = isOf(generation, read.prediction, known);
    if (isOurs === "no") continue;
    if (isOurs === "yes" && isUnderstood(read.prediction))
      return { kind: "found", prediction: read.prediction };
    answer = { kind: "unknown" };
  }
  return answer;
}

/** Whether a prediction is of what we sent; "maybe" when nothing differs, but not all of it can be read, or tells. */
export function isOf(
  generation: Generation,
  prediction: Prediction,
  { hasSeed, hasPrompt, urls }: Marks,
): "yes" | "no" | "maybe" {
  const { prompt, seed, files } = prediction.input;
  const differs = <Value>(told: Value | null, ours: Value) => told !== null && told !== ours;
  if (differs(prediction.model, generation.model)) return "no";
  if (hasPrompt && differs(prompt, generation.prompt)) return "no";
  if (hasSeed && differs(seed, generation.seed)) return "no";
  if (isByFile(prediction, urls)) return "yes";
  // Another picture of Replicate's files API was sent for another generation, if with the same words and seed.
  if (files.some((file) => isBeside(file, urls))) return "no";
  return hasSeed && hasPrompt && prompt !== null && seed !== null ? "yes" : "maybe";
}

/** Whether an address is in the folder of one of these. */
function isBeside(file: string, urls: string[]): boolean {
  return urls.some((url) => file.startsWith(url.slice(0, url.lastIndexOf("/") + 1)));
}

/**
 * Whether a prediction whose webhook came by the generation's own address is to be taken for its: where nothing in it can
 * tell, the address does.
 */
export function isByWebhook(generation: Generation, prediction: Prediction, marks: Marks): boolean {
  const isOurs = isOf(generation, prediction, marks);
  return isOurs === "yes" || (isOurs === "maybe" && !canBeTold(marks));
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
