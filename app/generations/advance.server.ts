import { sql } from "kysely";
import { countPredictions } from "~/credits/allowances.server";
import { deadlineOf } from "~/models/deadline";
import { pictureInput } from "~/models/model-input.server";
import { modelById } from "~/models/models";
import { dataUriOf } from "~/pictures/brought/input.server";
import { refusedBy } from "~/platform/db.server";
import { log } from "~/platform/log.server";
import type { Answer } from "~/replicate/client.server";
import type { Services } from "~/services.server";
import { adopt, followCreate, look, stop } from "./follow.server";
import { type Generation, modelInput } from "./generation.server";
import { claim, mayBeDue, updateHeld } from "./lease.server";
import { MOST_ATTEMPTS } from "./limits";
import { findPrediction } from "./lost-prediction.server";
import { broughtTo } from "./own-generation.server";
import { giveUp, isOver, waitForLost } from "./patience.server";
import { settleFailure } from "./settle.server";

/**
 * A generation's states, by `status`, `prediction_id` and `next_attempt_at`, and who moves it to what. Whoever moves an
 * open one holds its lease; a webhook's adoption needs that nobody does.
 *
 * | state                       | what is known                        | moved by       | to                                       |
 * |-----------------------------|--------------------------------------|----------------|------------------------------------------|
 * | reserved, none, NULL        | asked for, not answered: it may be   | `recover`      | running, when it is listed; else         |
 * |                             | made                                 |                | reserved with one more attempt           |
 * |                             |                                      | a webhook      | running, when it is worth adopting       |
 * | reserved, none, a time      | surely not made, or worthless        | `tryAgain`     | reserved, NULL, with one more attempt    |
 * | reserved, none              | its visitor wants it stopped         | `step`         | canceled, unless it may have been made   |
 * | reserved, either            | the answer to a create               | `followCreate` | running, saving, reserved with a time,   |
 * |                             |                                      |                | failed, canceled                         |
 * | running or saving, an id    | made; no look at it creates another  | `look`         | saving, succeeded; reserved with a time  |
 * |                             |                                      |                | after a failure that passes; failed,     |
 * |                             |                                      |                | canceled                                 |
 * | running or saving, an id    | its visitor wants it stopped         | `stop`         | canceled, or what it had come to         |
 * | open, no time or tries left | nobody waits any longer              | `giveUp`       | failed, with the credit back             |
 * | succeeded, failed, canceled | settled, by a row that is there once | nobody         | –                                        |
 */

/**
 * Does whatever step is next for an open generation, if there is one now and nobody else is at it. Anyone may call it at
 * any time, any number of times: the page, its events, the webhook, the sweep. `evenIfNotDue`: a webhook came.
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
  if (held.prediction_id) return look(using, held, held.prediction_id);
  if (isOver(held)) return giveUp(using, held, "no_answer");
  // Without a prediction, a time for the next attempt means that Replicate surely made none, or one that is worthless.
  if (held.next_attempt_at === null) return recover(using, held);
  if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
  return tryAgain(using, held);
}

/** The next step of a held generation whose visitor wants it stopped. */
export async function stepTowardsCancel(using: Services, held: Generation): Promise<void> {
  const ended = held.prediction_id && (await stop(using, held, held.prediction_id)) === "ended";
  if (!ended) await step(using, held);
}

/** The first attempt of a generation that the caller has just inserted and so holds. Never rejects: others go on. */
export async function firstAttempt(using: Services, held: Generation): Promise<void> {
  try {
    await attempt(using, held);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unavailable";
    log.error({ event: "generation_interrupted", id: held.id, reason });
  }
}

/** Replicate was asked, and no answer is noted: looks whether a prediction was made before it is asked again. */
async function recover(using: Services, held: Generation): Promise<void> {
  const found = await findPrediction(using, held);
  switch (found.kind) {
    case "found":
      return adopt(using, held, found.prediction.id);
    case "unknown":
      return waitForLost(using, held);
    case "none":
      if (held.cancel_requested_at) return settleFailure(using, held, "canceled");
      if (held.attempts >= MOST_ATTEMPTS) return giveUp(using, held, "no_answer");
      return tryAgain(using, held);
  }
}

async function tryAgain(using: Services, held: Generation): Promise<void> {
  const again = { ...held, attempts: held.attempts + 1, next_attempt_at: null };
  switch (await noteAttempt(using, again)) {
    case "noted":
      return attempt(using, again);
    case "spent":
      return settleFailure(using, held, "day_is_spent");
    case "not ours":
      return;
  }
}

/**
 * Notes and counts an attempt before Replicate is asked: whoever finds it afterwards knows that there may be a prediction.
 * "spent": the day's predictions are used up. "not ours": somebody else holds it by now.
 */
async function noteAttempt(using: Services, held: Generation): Promise<"noted" | "spent" | "not ours"> {
  const { id, user_id: userId, lease_holder, attempts, next_attempt_at } = held;
  const isHeld = sql`EXISTS (SELECT 1 FROM generation_history WHERE id = ${id} AND lease_holder = ${lease_holder})`;
  try {
    const [noted] = await using.db.atomically([
      updateHeld(using.db, held, { attempts, next_attempt_at }).returning("id"),
      ...countPredictions(using, { userId, count: 1, onlyIf: isHeld }),
    ]);
    return noted?.length ? "noted" : "not ours";
  } catch (error) {
    if (refusedBy(error, "day_counts.predictions")) return "spent";
    throw error;
  }
}

async function attempt(using: Services, held: Generation): Promise<void> {
  const pictures = await picturesOf(using, held);
  if (!pictures) return giveUp(using, held, "failed");
  return followCreate(using, held, await predict(using, held, pictures));
}

/** The pictures that are to be changed, under the name by which the model takes them. */
async function picturesOf(using: Services, held: Generation): Promise<Record<string, unknown> | null> {
  const model = modelById(held.model);
  if (!held.input_id || !model) return {};
  const addresses: string[] = [];
  for (const id of await broughtTo(using, held)) {
    const address = await dataUriOf(using, id);
    if (address === null) return null;
    addresses.push(address);
  }
  return pictureInput(model, addresses);
}

function predict(
  { replicate, settings }: Services,
  held: Generation,
  pictures: Record<string, unknown>,
): Promise<Answer> {
  const { id, prompt, seed, model } = held;
  const { version, hasPrompt = true, hasSeed = true } = modelById(model) ?? {};
  const { PUBLIC_ORIGIN, REPLICATE_WEBHOOK_SECRET } = settings;
  const asksForNews = REPLICATE_WEBHOOK_SECRET && PUBLIC_ORIGIN?.startsWith("https:");
  return replicate.create({
    model,
    ...(version && { version }),
    input: { ...(hasPrompt && { prompt }), ...(hasSeed && { seed }), ...modelInput(held), ...pictures },
    deadlineSeconds: deadlineOf(model),
    ...(asksForNews && { webhook: `${PUBLIC_ORIGIN}/webhooks/replicate/${id}` }),
  });
}
