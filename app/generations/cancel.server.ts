import type { User } from "~/accounts/sessions.server";
import { timestamp } from "~/platform/clock.server";
import type { Services } from "~/platform/services.server";
import { advance, cancelAtReplicate } from "./advance.server";
import { OPEN, updateGenerations } from "./generation.server";

/**
 * Notes the wish, so that whoever acts next for the generation knows it, and stops the prediction if there is one. How
 * it ended, with the credit back or with a picture that was faster, is decided by its settlement. Nothing happens to one
 * that is settled or another visitor's.
 */
export async function cancelGeneration(using: Services, user: User, id: string): Promise<void> {
  const generation = await updateGenerations(using.db, { cancel_requested_at: timestamp() })
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .where("status", "in", OPEN)
    .returningAll()
    .executeTakeFirst();
  if (!generation) return;
  if (generation.prediction_id) await cancelAtReplicate(using, generation.prediction_id);
  await advance(using, generation, { evenIfNotDue: true });
}
