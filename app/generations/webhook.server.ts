import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { MINUTE, SECOND, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { livingOrDeleted } from "~/platform/living.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { advance } from "./advance.server";
import { updateGenerations } from "./generation.server";
import { WEBHOOK_SKEW_MINUTES } from "./limits";
import { isByWebhook, isUnderstood, isWorthAdopting, marksOf } from "./lost-prediction.server";

const Event = z.object({ id: z.string().min(1) });

/** A webhook's message; any of its three headers may be missing. `whom` stands for its sender in the log, where that is known. */
export type WebhookMessage = {
  id: string | null;
  timestamp: string | null;
  signature: string | null;
  body: string;
  whom?: string | undefined;
};

/** `done` also where nothing was left to do; `not_ours` for a message about no generation or prediction of ours. */
export type WebhookOutcome = "done" | "forged" | "not_ours";

/**
 * Replicate says that something happened to a prediction of ours. Nothing of what it says is believed but the id: its
 * state is read afresh. Twice, late, in disorder or beside a look at the page it changes nothing that `advance` does not.
 */
export async function receiveWebhook(
  using: Services,
  generationId: string,
  message: WebhookMessage,
): Promise<WebhookOutcome> {
  const secret = using.settings.REPLICATE_WEBHOOK_SECRET;
  if (!secret) return "not_ours";
  if (!isSigned(secret, message)) {
    log.warn({ event: "webhook_forged", id: generationId, whom: message.whom });
    return "forged";
  }
  const event = parseEvent(message.body);
  const generation = await livingOrDeleted(using.db)
    .selectAll()
    .where("id", "=", generationId)
    .executeTakeFirst();
  if (!event || !generation) return "not_ours";
  if (generation.prediction_id && generation.prediction_id !== event.id) return "not_ours";

  if (generation.prediction_id === null && generation.completed_at === null) {
    const answer = await using.replicate.get(event.id);
    if (answer.kind !== "prediction") return "not_ours";
    if (!isByWebhook(generation, answer.prediction, await marksOf(using, generation))) return "not_ours";
    // A webhook about an attempt that came to nothing says nothing about the one that is under way or due.
    if (!isUnderstood(answer.prediction) || !isWorthAdopting(answer.prediction)) return "done";
    if (!(await adopt(using, generation.id, event.id))) return "done";
  }
  await advance(using, generation, { evenIfNotDue: true });
  return "done";
}

/** Notes the prediction; false while somebody waits for Replicate's own answer, and for another generation's prediction. */
async function adopt({ db }: Services, id: string, prediction_id: string): Promise<boolean> {
  const change = { prediction_id, status: "running", next_attempt_at: null } as const;
  const unheld = { lease_holder: null, lease_until: null };
  try {
    const { numUpdatedRows } = await updateGenerations(db, { ...change, ...unheld })
      .where("id", "=", id)
      // A second lock behind the caller's look at the row, which may have changed since.
      .where("status", "=", "reserved")
      .where("prediction_id", "is", null)
      .where((row) => row.or([row("lease_holder", "is", null), row("lease_until", "<", timestamp())]))
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  } catch (error) {
    if (refusedBy(error, "generation_history.prediction_id")) return false;
    throw error;
  }
}

function isSigned(secret: string, { id, timestamp, signature, body }: WebhookMessage): boolean {
  if (!id || !timestamp || !signature) return false;
  const skew = Math.abs(Date.now() - Number(timestamp) * SECOND);
  if (!(skew <= WEBHOOK_SKEW_MINUTES * MINUTE)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return signature.split(" ").some((part) => {
    const [version, value = ""] = part.split(",");
    const given = Buffer.from(value, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function parseEvent(body: string): z.output<typeof Event> | null {
  try {
    return Event.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
