import { mailOfToken } from "~/mail/outbox/mails.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { endFactorSince } from "../factor/turn-off.server";
import { stay } from "../leaving/leavers.server";
import { endPasskeysSince } from "../passkeys/passkeys.server";
import { noteProved } from "../proving/note-proved.server";
import { unbelievedSince } from "../ways/before-move.server";
import { endIdentitiesSince } from "../ways/identities.server";
import { NO_PASSWORD } from "../ways/no-password";
import { RESET_MINUTES } from "./limits";
import { forgetOtherLinks } from "./reset.server";
import { addToken, onceOnly, spend, type Token, tokenId } from "./tokens.server";

/**
 * Takes an account back to the address that it had. Whoever moved it knows its password, which therefore is none any more:
 * a link to a new one goes to the address; and every other way in that they may have added ends. Later moves cannot be undone then, but earlier ones can.
 */
export async function undoNewEmail(using: Services, token: Token, language: Language): Promise<boolean> {
  const { db } = using;
  const { userId, email } = token;
  const [reset, since] = [tokenId(), unbelievedSince(token.id)];
  const queries = [
    spend(db, token),
    db
      .updateTable("users")
      .set({ email, password_hash: NO_PASSWORD, updated_at: timestamp() })
      .where("id", "=", userId),
    db.deleteFrom("sessions").where("user_id", "=", userId),
    ...endFactorSince(db, userId, since),
    stay(db, userId),
    endIdentitiesSince(db, userId, since),
    endPasskeysSince(db, userId, since),
    noteProved(db, userId, email),
    forgetOtherLinks(db, userId),
    db
      .deleteFrom("tokens")
      .where("user_id", "=", userId)
      .where("id", "<>", token.id)
      .where("created_at", ">=", (query) =>
        query.selectFrom("tokens as this").select("this.created_at").where("this.id", "=", token.id),
      ),
    addToken(db, { id: reset, userId, purpose: "reset", email, lasts: RESET_MINUTES * MINUTE }),
    mailOfToken(db, { kind: "reset", tokenId: reset, language }),
  ];
  try {
    return await onceOnly(db, queries);
  } catch (error) {
    // An address that a version before this gave to somebody else meanwhile is theirs.
    if (refusedBy(error, "users.email")) return false;
    throw error;
  }
}
