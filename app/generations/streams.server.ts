import type { OpenSession } from "~/accounts/sessions/open-session.server";
import type { Person } from "~/accounts/user";
import { type Budget, budgetFor } from "~/budgets/budget.server";
import { type InTurn, inTurn } from "~/budgets/in-turn.server";
import type { Services } from "~/services.server";
import { STREAMS } from "./limits";

/**
 * Whether somebody may open one more stream of events, which is counted, and otherwise when. `isOpen` is the condition
 * that it is they who ask.
 */
export function mayOpenStream(
  using: Services,
  person: Person,
  isOpen: OpenSession | null,
): Promise<InTurn<null>> {
  return inTurn(using, streamsOf(using.settings, person.id), { onlyIf: isOpen, read: async () => null });
}

/** The streams that one person opens. */
export function streamsOf(settings: Services["settings"], userId: string): Budget {
  return budgetFor(`stream to ${userId}`, STREAMS, settings.SESSION_SECRETS);
}
