import { LEAVING_DAYS } from "~/accounts/leaving/limits";
import { forgetOtherLinks } from "~/accounts/recovery/reset.server";
import type { User } from "~/accounts/user";
import { mailTo } from "~/mail/outbox/mails.server";
import { DAY, timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Language } from "~/platform/text/languages";
import type { Services } from "~/services.server";

/**
 * Begins to end an account: at once its person is signed out everywhere, and no link of theirs shows anything. The rest goes
 * when `LEAVING_DAYS` are over, unless they sign in before. A mail says so. @returns when it ends.
 */
export async function leave({ db }: Services, user: User, language: Language): Promise<string> {
  const endsAt = timestamp(LEAVING_DAYS * DAY);
  try {
    await db.atomically([
      db.insertInto("leavers").values({ user_id: user.id, asked_at: timestamp(), ends_at: endsAt }),
      db.deleteFrom("sessions").where("user_id", "=", user.id),
      forgetOtherLinks(db, user.id),
      mailTo(db, { kind: "leaving", userId: user.id, email: user.email, language }),
    ]);
  } catch (error) {
    // The form came twice: the first has done it all.
    if (!refusedBy(error, "leavers.user_id")) throw error;
  }
  return endsAt;
}
