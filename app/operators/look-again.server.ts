import type { User } from "~/accounts/user";
import { step } from "~/generations/advance.server";
import { claim } from "~/generations/lease.server";
import type { Services } from "~/services.server";
import { type Acted, perform } from "./acts.server";

/** Takes an order a step further as the sweep would, though it is not due; nothing where somebody else is at it, or it has ended. */
export async function lookAgain(
  using: Services,
  operator: User,
  { id, generationId }: { id: string; generationId: string },
): Promise<Acted> {
  const acted = await perform(using, operator, { id, act: "look_again", generationId }, []);
  if (acted !== "done") return acted;
  const held = await claim(using, generationId, { evenIfNotDue: true });
  if (held) await step(using, held);
  return acted;
}
