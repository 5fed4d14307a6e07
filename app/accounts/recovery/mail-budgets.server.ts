import { type Budget, budgetFor } from "~/budgets/budget.server";
import { networkAddress } from "~/http/door/network-address.server";
import type { Services } from "~/services.server";
import { MAILS_FROM_A_NETWORK } from "./limits";

/** What a mail costs whoever asks for one, to whichever address; nothing where it is not known from where they ask. */
export function budgetsOfMail({ settings }: Pick<Services, "settings">, request: Request): Budget[] {
  const network = networkAddress(request, settings);
  return network ? [budgetFor(`mail from ${network}`, MAILS_FROM_A_NETWORK, settings.SESSION_SECRETS)] : [];
}
