import { type Budget, budgetFor } from "~/budgets/budget.server";
import { networkAddress } from "~/http/door/network-address.server";
import type { Services } from "~/services.server";
import { knownBrowser } from "./known-browser.server";
import {
  GUESSES_AT_AN_ACCOUNT,
  GUESSES_FROM_A_KNOWN_BROWSER,
  GUESSES_FROM_A_NETWORK,
  GUESSES_FROM_A_NETWORK_AT_AN_ACCOUNT,
  JOINS_FROM_A_NETWORK,
} from "./limits";
import { budgetsOfMail } from "./recovery/mail-budgets.server";

/**
 * What a password that is tried costs, until it turns out to be right. A stranger's tries never keep the owner out: a
 * browser where they signed in before has tries of its own, and so has every other network. Only tries without end, from
 * ever other networks, leave nothing but browsers that are known.
 */
export async function budgetsOfGuess(
  { settings }: Services,
  request: Request,
  address: string,
): Promise<Budget[]> {
  const secrets = settings.SESSION_SECRETS;
  const browser = await knownBrowser({ settings }, request, address);
  if (browser) return [budgetFor(`guess by ${browser} at ${address}`, GUESSES_FROM_A_KNOWN_BROWSER, secrets)];
  const network = networkAddress(request, settings);
  return [
    ...(network
      ? [
          budgetFor(`guess from ${network} at ${address}`, GUESSES_FROM_A_NETWORK_AT_AN_ACCOUNT, secrets),
          budgetFor(`guess from ${network}`, GUESSES_FROM_A_NETWORK, secrets),
        ]
      : []),
    guessesAt({ settings }, address),
  ];
}

/** The passwords that are tried for one account from anywhere. */
export function guessesAt({ settings }: Pick<Services, "settings">, address: string): Budget {
  return budgetFor(`guess at ${address}`, GUESSES_AT_AN_ACCOUNT, settings.SESSION_SECRETS);
}

/**
 * What joining costs, whatever comes of it, `isByMail` where a mail is sent; nothing where it is not known from where
 * somebody asks.
 */
export function budgetsOfJoin(
  { settings }: Services,
  request: Request,
  { isByMail }: { isByMail: boolean },
): Budget[] {
  const network = networkAddress(request, settings);
  if (!network) return [];
  const join = budgetFor(`join from ${network}`, JOINS_FROM_A_NETWORK, settings.SESSION_SECRETS);
  return isByMail ? [join, ...budgetsOfMail({ settings }, request)] : [join];
}
