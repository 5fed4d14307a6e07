import { deadlineOf } from "~/models/deadline";
import { pictureInput } from "~/models/model-input.server";
import { modelById } from "~/models/models";
import { type Sent, sentPictures } from "~/pictures/brought/sent.server";
import type { Answer } from "~/replicate/client.server";
import type { Services } from "~/services.server";
import { countAttempt } from "./endings/count-attempt.server";
import { followCreate, followUpload } from "./follow.server";
import { type Generation, modelInput } from "./generation.server";
import { settleFailure } from "./settle.server";

/** Asks Replicate for a generation whose row says so already; with the pictures that were brought, where they are known. */
export async function attempt(using: Services, held: Generation, inputIds?: string[]): Promise<void> {
  if ((await countAttempt(using, held)) === "spent") return settleFailure(using, held, "day_is_spent");
  const sent = await send(using, held, inputIds);
  if (sent.kind === "sent") return followCreate(using, held, await predict(using, held, sent.urls));
  return followUpload(using, { ...held, attempts: held.attempts - 1 }, sent);
}

/** Gives Replicate the pictures that are to be changed: no address of ours need be public. */
async function send(
  using: Services,
  { id, input_id, model, input_megapixels }: Generation,
  inputIds?: string[],
): Promise<Sent> {
  if (!input_id) return { kind: "sent", urls: [] };
  const megapixels = input_megapixels ?? modelById(model)?.pictures?.megapixels ?? 1;
  return sentPictures(using, { generationId: id, mostPixels: megapixels * 1_000_000, inputIds });
}

function predict({ replicate, settings }: Services, held: Generation, urls: string[]): Promise<Answer> {
  const { id, prompt, seed } = held;
  const model = modelById(held.model);
  const { version, hasPrompt = true, hasSeed = true } = model ?? {};
  const { PUBLIC_ORIGIN, REPLICATE_WEBHOOK_SECRET } = settings;
  const asksForNews = REPLICATE_WEBHOOK_SECRET && PUBLIC_ORIGIN?.startsWith("https:");
  return replicate.create({
    model: held.model,
    ...(version && { version }),
    input: {
      ...(hasPrompt && { prompt }),
      ...(hasSeed && { seed }),
      ...modelInput(held),
      ...(model && pictureInput(model, urls)),
    },
    deadlineSeconds: deadlineOf(held.model),
    ...(asksForNews && { webhook: `${PUBLIC_ORIGIN}/webhooks/replicate/${id}` }),
  });
}
