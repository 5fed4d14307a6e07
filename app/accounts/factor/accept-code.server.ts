import { type Budget, budgetFor } from "~/budgets/budget.server";
import { log } from "~/platform/log.server";
import { isSealedByOlder, type Sealed, seal, unseal } from "~/platform/seal.server";
import type { Services } from "~/services.server";
import { knownBrowser } from "../known-browser.server";
import type { Code } from "./code.server";
import { CODES_AT_AN_ACCOUNT, CODES_FROM_A_KNOWN_BROWSER } from "./limits";
import { spendRecoveryCode, type Told } from "./recovery-codes.server";
import { stepOf } from "./totp.server";

/** A code that was taken; of a recovery code also how many are left. */
export type Accepted = { recoveryCodesLeft: number | null };

/** What a sealed secret belongs to: put into another's row it does not open. */
export const about = (userId: string) => `second factor of ${userId}`;

/**
 * What a code that is tried costs, until it turns out to be right. Whoever knows a password and tries codes never keeps
 * its owner out: their browsers have tries of their own, and a recovery code, which nobody guesses, costs nothing.
 */
export async function budgetsOfCode(
  { settings }: Services,
  request: Request,
  { userId, address, code }: { userId: string; address: string; code: Code },
): Promise<Budget[]> {
  if (code.kind === "recovery") return [];
  const secrets = settings.SESSION_SECRETS;
  const browser = await knownBrowser({ settings }, request, address);
  return browser
    ? [budgetFor(`code by ${browser} of ${userId}`, CODES_FROM_A_KNOWN_BROWSER, secrets)]
    : [budgetFor(`code of ${userId}`, CODES_AT_AN_ACCOUNT, secrets)];
}

/**
 * Takes a code, once: of several who send the same at the same moment exactly one has it taken. Null for a wrong one. `told`
 * is told by mail when it was a recovery code.
 */
export async function acceptCode(
  using: Services,
  userId: string,
  { kind, code }: Code,
  told: Told | null = null,
): Promise<Accepted | null> {
  if (kind === "app") return acceptAppCode(using, userId, code);
  const recoveryCodesLeft = await spendRecoveryCode(using, userId, code, told);
  return recoveryCodesLeft === null ? null : { recoveryCodesLeft };
}

async function acceptAppCode(using: Services, userId: string, code: string): Promise<Accepted | null> {
  const { db, settings } = using;
  const factor = await db
    .selectFrom("second_factors")
    .select(["sealed_secret as sealed", "key_name as keyName"])
    .where("user_id", "=", userId)
    .where("turned_on_at", "is not", null)
    .executeTakeFirst();
  const secret = factor && (await openSecret(using, userId, factor));
  if (!factor || !secret) return null;
  const step = await stepOf(code, secret);
  if (step === null) return null;
  const secrets = settings.SESSION_SECRETS;
  const anew = isSealedByOlder(factor, secrets) ? await seal(secret, about(userId), secrets) : factor;
  const taken = await db
    .updateTable("second_factors")
    .set({ last_step: step, sealed_secret: anew.sealed, key_name: anew.keyName })
    .where("user_id", "=", userId)
    .where("sealed_secret", "=", factor.sealed)
    .where("last_step", "<", step)
    .returning("user_id")
    .executeTakeFirst();
  return taken ? { recoveryCodesLeft: null } : null;
}

/** The secret that a person's app has; null when the secret of this site that sealed it is gone: then recovery codes are left. */
export async function openSecret(
  { settings }: Services,
  userId: string,
  sealed: Sealed,
): Promise<string | null> {
  const secret = await unseal(sealed, about(userId), settings.SESSION_SECRETS);
  if (secret === null) log.error({ event: "factor_not_opened", key: sealed.keyName });
  return secret;
}
