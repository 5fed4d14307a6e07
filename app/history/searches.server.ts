import type { OpenSession } from "~/accounts/sessions/open-session.server";
import type { Person } from "~/accounts/user";
import { type Budget, budgetFor } from "~/budgets/budget.server";
import { type InTurn, inTurn } from "~/budgets/in-turn.server";
import type { Services } from "~/services.server";
import type { HistoryFilter } from "./filter.server";
import { SEARCHES } from "./limits";

type Listing<Found> = { filter: HistoryFilter; read: () => Promise<Found>; isOpen: OpenSession | null };

/**
 * What a list reads; where words are searched for, in the round trip in which that is counted, or from when on its person
 * may search again. `isOpen` is the condition that it is they who ask.
 */
export async function listInTurn<Found>(
  using: Services,
  person: Person,
  { filter, read, isOpen }: Listing<Found>,
): Promise<InTurn<Found>> {
  if (filter.terms.length === 0) return { taken: true, done: await read() };
  return inTurn(using, searchesOf(using.settings, person.id), { onlyIf: isOpen, read });
}

/** The searches of one person. */
export function searchesOf(settings: Services["settings"], userId: string): Budget {
  return budgetFor(`search by ${userId}`, SEARCHES, settings.SESSION_SECRETS);
}
