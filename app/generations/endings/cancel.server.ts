import type { User } from "~/accounts/user";
import type { CancelTerms } from "~/credits/allowances.server";
import { timestamp } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { stepTowardsCancel } from "../advance.server";
import { type Generation, isOpen } from "../generation.server";
import { claim, release } from "../lease.server";
import { ownGeneration } from "../own-generation.server";
import { cancelOffer, coveredBy, noteWish } from "./cancel-terms.server";

/** "other terms": nothing was canceled, since by now it would cost more than what the visitor agreed to. */
export type Canceled = "done" | "other terms";

/**
 * Cancels on the terms that the visitor agreed to, or on better ones: their wish is noted, and the prediction is stopped if
 * there is one. How the generation ended, its settlement decides. Nothing happens to one that is settled or another visitor's.
 */
export async function cancelGeneration(
  using: Services,
  user: User,
  id: string,
  agreed: CancelTerms = "counted",
): Promise<Canceled> {
  const row = await ownGeneration(using, user, id);
  if (!row || !isOpen(row)) return "done";
  const held = await claim(using, id, { evenIfNotDue: true });
  if ((held ?? row).cancel_requested_at === null) {
    // Who acts for it at this moment may have heard already that it began.
    const now = held ? await afterALook(using, held) : { ...row, has_started: 1 as const };
    const { terms } = await cancelOffer(using, now);
    if (!coveredBy(agreed, terms) || !(await noteWish(using, now, terms))) {
      const { next_attempt_at, has_started } = now;
      if (held) await release(using, held, { next_attempt_at, has_started });
      return "other terms";
    }
    if (held)
      await stepTowardsCancel(using, { ...now, cancel_requested_at: timestamp(), cancel_terms: terms });
    return "done";
  }
  if (held) await stepTowardsCancel(using, held);
  return "done";
}

/** The held generation, of which Replicate is asked whether it has begun if the last news is that it had not. */
async function afterALook({ replicate }: Services, held: Generation): Promise<Generation> {
  if (!held.prediction_id || held.has_started === 1) return held;
  const answer = await replicate.get(held.prediction_id);
  const hasStarted = answer.kind === "prediction" && answer.prediction.status !== "starting";
  return hasStarted ? { ...held, has_started: 1 } : held;
}
