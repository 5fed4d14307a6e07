import { mailTo } from "~/mail/outbox/mails.server";
import { MINUTE, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import { seal } from "~/platform/seal.server";
import type { Services } from "~/services.server";
import { asSignedIn, endOtherSessions } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { about, openSecret } from "./accept-code.server";
import { SET_UP_MINUTES } from "./limits";
import { CODES_REFUSED, keepRecoveryCodes, newRecoveryCodes } from "./recovery-codes.server";
import { newSecret, stepOf } from "./totp.server";
import type { Change } from "./turn-off.server";

/** Begins with a new secret, in place of one that was never turned on; nothing happens where one is on. */
export async function beginSetUp({ db, settings }: Services, { id }: User): Promise<void> {
  const { sealed, keyName } = await seal(newSecret(), about(id), settings.SESSION_SECRETS);
  const begun = { sealed_secret: sealed, key_name: keyName, created_at: timestamp() };
  await db
    .insertInto("second_factors")
    .values({ user_id: id, ...begun })
    .onConflict((conflict) =>
      conflict.column("user_id").doUpdateSet(begun).where("second_factors.turned_on_at", "is", null),
    )
    .execute();
}

/** The secret that somebody has begun with; null when there is none, when it is on already, or when it was too long ago. */
export async function secretBegunWith(using: Services, user: User): Promise<string | null> {
  return (await begunBy(using, user))?.secret ?? null;
}

async function begunBy(using: Services, { id }: User): Promise<{ sealed: string; secret: string } | null> {
  const row = await using.db
    .selectFrom("second_factors")
    .select(["sealed_secret as sealed", "key_name as keyName"])
    .where("user_id", "=", id)
    .where("turned_on_at", "is", null)
    .where("created_at", ">", timestamp(-SET_UP_MINUTES * MINUTE))
    .executeTakeFirst();
  const secret = row && (await openSecret(using, id, row));
  return secret ? { sealed: row.sealed, secret } : null;
}

/**
 * Turns the second factor on by a first code, and gives the recovery codes, which are shown this once. Whoever else is
 * signed in is signed out.
 */
export async function turnOn(
  using: Services,
  user: User,
  { code, request, language }: Change & { code: string },
): Promise<{ kind: "on"; codes: string[] } | { kind: "wrong" } | { kind: "over" }> {
  const { db } = using;
  const begun = await begunBy(using, user);
  if (!begun) return { kind: "over" };
  const step = await stepOf(code, begun.secret);
  if (step === null) return { kind: "wrong" };
  const codes = newRecoveryCodes();
  try {
    await asSignedIn(using, request, user.id, [
      db
        .updateTable("second_factors")
        .set({ turned_on_at: timestamp(), last_step: step })
        .where("user_id", "=", user.id)
        .where("turned_on_at", "is", null)
        .where("sealed_secret", "=", begun.sealed),
      // Refused where nothing was turned on, and to the second of two at once, since the first one's codes are there.
      keepRecoveryCodes(db, user.id, codes),
      await endOtherSessions(using, request, user.id),
      mailTo(db, { kind: "factor_on", userId: user.id, email: user.email, language }),
    ]);
    return { kind: "on", codes };
  } catch (error) {
    if (refusedBy(error, CODES_REFUSED)) return { kind: "over" };
    throw error;
  }
}
