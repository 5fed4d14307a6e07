import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { MINUTE, SECOND } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { advance } from "./advance.server";
import { updateGenerations } from "./generation.server";
import { isOf } from "./lost-prediction.server";

/** Older or from further ahead, a message may be somebody's copy. */
const MOST_CLOCK_SKEW = 5 * MINUTE;

const News = z.object({ id: z.string().min(1) });

/** Of a webhook's message; any of its three headers may be missing. */
export type Message = { id: string | null; timestamp: string | null; signature: string | null; body: string };

export type Heard = "done" | "forged" | "not_ours";

/**
 * Replicate says that something happened to a prediction of ours. Nothing of what it says is believed but the id: its
 * state is read afresh. Twice, late, in disorder or beside a look at the page it changes nothing that `advance` does not.
 */
export async function hear(using: Services, generationId: string, message: Message): Promise<Heard> {
  const secret = using.settings.REPLICATE_WEBHOOK_SECRET;
  if (!secret) return "not_ours";
  if (!isSigned(secret, message)) {
    log.warn({ event: "webhook_forged", id: generationId });
    return "forged";
  }
  const news = parseNews(message.body);
  const generation = await using.db
    .selectFrom("generation_history")
    .selectAll()
    .where("id", "=", generationId)
    .executeTakeFirst();
  if (!news || !generation) return "not_ours";
  if (generation.prediction_id && generation.prediction_id !== news.id) return "not_ours";

  if (generation.prediction_id === null && generation.completed_at === null) {
    const answer = await using.replicate.get(news.id);
    if (answer.kind !== "prediction" || !isOf(generation, answer.prediction)) return "not_ours";
    await adopt(using, generation.id, news.id);
  }
  await advance(using, generation, { evenIfNotDue: true });
  return "done";
}

/** Only while nobody is waiting for Replicate's own answer: the holder notes it better. */
async function adopt({ db }: Services, id: string, predictionId: string): Promise<void> {
  await updateGenerations(db, { prediction_id: predictionId, status: "running" })
    .where("id", "=", id)
    .where("status", "=", "reserved")
    .where("prediction_id", "is", null)
    .execute();
}

function isSigned(secret: string, { id, timestamp, signature, body }: Message): boolean {
  if (!id || !timestamp || !signature) return false;
  const skew = Math.abs(Date.now() - Number(timestamp) * SECOND);
  if (!(skew <= MOST_CLOCK_SKEW)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return signature.split(" ").some((part) => {
    const [version, value = ""] = part.split(",");
    const given = Buffer.from(value, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function parseNews(body: string): z.output<typeof News> | null {
  try {
    return News.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
