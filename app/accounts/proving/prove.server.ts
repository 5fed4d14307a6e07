import { MINUTE } from "~/platform/clock.server";
import type { Services } from "~/services.server";
import { RESET_MINUTES } from "../recovery/limits";
import { addToken, onceOnly, secretOf, spend, type Token, tokenId } from "../recovery/tokens.server";
import { endAllWays } from "../ways/end-ways.server";
import { isOwnBrowser } from "./joined-here.server";
import { settleIn } from "./settle-in.server";

/** What came of a link that proves an address. `secret` is of the link by which a password is to be chosen next. */
export type Proving = { kind: "over" } | { kind: "proved" } | { kind: "proved_elsewhere"; secret: string };

/**
 * Notes that the address of an account is its person's; a newcomer stays then. In another browser than the one that joined,
 * or is signed in, it may be another person: whoever joined with their address, and nobody else who gets in, is left no way
 * in. Over is a link that was used meanwhile, or is about an address that the account has left.
 */
export async function proveAddress(using: Services, request: Request, token: Token): Promise<Proving> {
  const { db, settings } = using;
  const { userId, email, accountEmail } = token;
  if (email.toLowerCase() !== accountEmail.toLowerCase()) return { kind: "over" };
  const isOwn = await isOwnBrowser(using, request, userId);
  const reset = { id: tokenId(), purpose: "reset" as const };
  const isDone = await onceOnly(db, [
    spend(db, token),
    ...(isOwn
      ? []
      : [
          ...endAllWays(db, userId, token.id),
          addToken(db, { ...reset, userId, email, lasts: RESET_MINUTES * MINUTE }),
        ]),
    ...settleIn(using, request, { userId, email }),
  ]);
  if (!isDone) return { kind: "over" };
  return isOwn
    ? { kind: "proved" }
    : { kind: "proved_elsewhere", secret: secretOf(reset, settings.SESSION_SECRETS) };
}
