import { MINUTE, timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { demoSecret, signatureOf } from "~/stripe/demo/secret.server";
import { DEMO_EVENTS_A_RUN } from "./limits";
import { receiveStripe } from "./webhook.server";

/**
 * Sends what the stand-in for Stripe has to say, signed, as Stripe would: the message goes through all that a real one
 * goes through but the network. What is not taken is sent again after a minute. Returns how many were taken.
 */
export async function sendDemoEvents(using: Services): Promise<number> {
  if (!using.stripe?.isDemo) return 0;
  const { db, settings } = using;
  const due = await db
    .selectFrom("demo_stripe")
    .select(["id", "body"])
    .where("due_at", "is not", null)
    .where("due_at", "<=", timestamp())
    .orderBy("due_at")
    .limit(DEMO_EVENTS_A_RUN)
    .execute();
  let taken = 0;
  for (const { id, body } of due) {
    await db
      .updateTable("demo_stripe")
      .set({ due_at: timestamp(MINUTE) })
      .where("id", "=", id)
      .execute();
    const heard = await receiveStripe(using, { body, signature: signatureOf(body, demoSecret(settings)) });
    if (heard !== "done") continue;
    await db.updateTable("demo_stripe").set({ due_at: null }).where("id", "=", id).execute();
    taken++;
  }
  return taken;
}
