import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { leaveNow, unsignReports } from "../leaving/leavers.server";
import { NO_PASSWORD } from "../ways/no-password";

/** How many newcomers a run of the sweep ends: each takes a call or two. */
const ENDED_A_RUN = 20;

/** Ends newcomers who proved no address in time: it is free again. Returns how many. */
export async function endNewcomers(using: Services): Promise<number> {
  const ended = await using.db
    .selectFrom("newcomers")
    .innerJoin("users", "users.id", "newcomers.user_id")
    .select(["users.id", "users.email"])
    .where("ends_at", "<=", timestamp())
    .orderBy("ends_at")
    .limit(ENDED_A_RUN)
    .execute();
  for (const user of ended) await end(using, user);
  return ended.length;
}

/** Removes an account with all that is its own; one that something must outlive stays without address and password. */
async function end({ db }: Services, { id: userId, email }: { id: string; email: string }): Promise<void> {
  try {
    await db.atomically([unsignReports(db, email), db.deleteFrom("users").where("id", "=", userId)]);
  } catch (error) {
    if (!refusedBy(error, "FOREIGN KEY")) throw error;
    const own = ["sessions", "tokens", "identities", "drafts", "mails"] as const;
    await db.atomically([
      unsignReports(db, email),
      db
        .updateTable("users")
        .set({ email: `${userId}@deleted.invalid`, password_hash: NO_PASSWORD, updated_at: timestamp() })
        .where("id", "=", userId),
      ...own.map((table) => db.deleteFrom(table).where("user_id", "=", userId)),
      db.deleteFrom("newcomers").where("user_id", "=", userId),
      leaveNow(db, userId),
    ]);
  }
}
