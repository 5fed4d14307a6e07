import { mailTo } from "~/mail/outbox/mails.server";
import { timestamp } from "~/platform/clock.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";
import { endCodeSignIns } from "../factor/code-sign-in.server";
import { hashPassword } from "../passwords/passwords.server";
import { asSignedIn, endOtherSessions } from "../sessions/as-signed-in.server";
import type { User } from "../user";
import { forgetOtherLinks } from "./reset.server";

/** Gives a person another password; everybody else who was signed in as them is signed out. */
export async function changePassword(
  using: Services,
  user: User,
  { request, password, language }: { request: Request; password: string; language: Language },
): Promise<void> {
  const { db } = using;
  const password_hash = await hashPassword(password);
  await asSignedIn(using, request, user.id, [
    db.updateTable("users").set({ password_hash, updated_at: timestamp() }).where("id", "=", user.id),
    await endOtherSessions(using, request, user.id),
    endCodeSignIns(db, user.id),
    forgetOtherLinks(db, user.id),
    mailTo(db, { kind: "password_changed", userId: user.id, email: user.email, language }),
  ]);
}
