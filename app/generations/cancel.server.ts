import type { User } from "~/accounts/user";
import { timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { stepTowardsCancel } from "./advance.server";
import { OPEN, updateGenerations } from "./generation.server";
import { claim } from "./lease.server";

/**
 * Notes the wish to cancel, so that whoever acts for the generation now or later knows it, and stops the prediction if
 * there is one. How the generation ended, with the credit back or with a picture that was faster, its settlement decides.
 * Nothing happens to one that is settled or another visitor's.
 */
export async function cancelGeneration(using: Services, user: User, id: string): Promise<void> {
  const wish = await updateGenerations(using.db, { cancel_requested_at: timestamp() })
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .where("status", "in", OPEN)
    .executeTakeFirst();
  if (wish.numUpdatedRows === 0n) return;
  const held = await claim(using, id, { evenIfNotDue: true });
  if (held) await stepTowardsCancel(using, held);
}
