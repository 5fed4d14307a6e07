import { isUuid } from "~/platform/ids.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import type { About } from "~/stripe/answers.server";
import { fulfil } from "./fulfil.server";
import { purchaseOf } from "./purchase.server";
import { reverse } from "./reverse.server";

/** An event as Stripe sends it. `whom` stands for its sender in the log, where that is known. */
export type StripeMessage = { body: string; signature: string | null; whom?: string | undefined };

/** `done` also for what is known or none of ours; `again`: it could not be done now, and has to come once more. */
export type Heard = "done" | "forged" | "again" | "no_shop";

/**
 * Stripe says that something happened. Nothing of what it says is believed but what it is about: how that stands is read
 * afresh. Twice, late, in disorder or beside a look at the page it changes nothing that was not to be changed.
 */
export async function receiveStripe(
  using: Services,
  { body, signature, whom }: StripeMessage,
): Promise<Heard> {
  const { stripe } = using;
  if (!stripe?.hears) return "no_shop";
  const about = await stripe.heard(body, signature);
  if (about === "forged") {
    log.warn({ event: "webhook_forged", whom });
    return "forged";
  }
  return about ? learn(using, about) : "done";
}

/** Reads afresh how it stands with what an event is about, and does what follows from it, once. "again": Stripe did not say. */
export async function learn(using: Services, { kind, id, order }: About): Promise<"done" | "again"> {
  if (kind !== "session") return reverse(using, { kind, id });
  const purchase =
    (await purchaseOf(using, { session: id })) ??
    (isUuid(order) ? await purchaseOf(using, { id: order }) : null);
  if (!purchase) return "done";
  return (await fulfil(using, purchase, id)) === "unknown" ? "again" : "done";
}
