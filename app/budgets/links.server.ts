import type { Services } from "~/services.server";
import { type Budget, budgetFor } from "./budget.server";
import { LINKS_MADE } from "./limits";
import { take } from "./take.server";

/** Whether somebody may make one more link to what is theirs, which is counted, and otherwise when. */
export async function mayMakeLink(
  using: Services,
  { id }: { id: string },
): Promise<{ taken: boolean; againAt: string }> {
  return take(using, [linksOf(using.settings, id)]);
}

/** The links that one person makes. */
export function linksOf(settings: Services["settings"], userId: string): Budget {
  return budgetFor(`link of ${userId}`, LINKS_MADE, settings.SESSION_SECRETS);
}
