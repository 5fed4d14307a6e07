import { sql } from "kysely";
import { timestamp } from "~/platform/clock.server";
import { refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { addressOfNobody, LEAVING_REFUSED, leaveNow, unsignReports } from "../leaving/leavers.server";
import type { User } from "../user";
import { NO_PASSWORD } from "../ways/no-password";

/** How many newcomers a run of the sweep ends: each takes a call or two. */
const ENDED_A_RUN = 20;

/**
 * Ends newcomers who proved no address in time: it is free again. Returns how many. One for whom it breaks keeps none of those
 * behind from their turn. @throws what broke first, when all had theirs.
 */
export async function endNewcomers(using: Services): Promise<number> {
  const due = await using.db
    .selectFrom("newcomers")
    .innerJoin("users", "users.id", "newcomers.user_id")
    .select(["users.id", "users.email"])
    .where("ends_at", "<=", timestamp())
    .orderBy("ends_at")
    .limit(ENDED_A_RUN)
    .execute();
  let ended = 0;
  const errors: unknown[] = [];
  for (const user of due)
    try {
      if (await endNewcomer(using, user)) ended++;
    } catch (error) {
      errors.push(error);
    }
  if (errors.length > 0) throw errors[0];
  return ended;
}

/**
 * Removes an account with all that is its own; one that something must outlive stays without address and password. Whether it
 * was a newcomer's still, whose time is over: whoever proves their address at this very moment, as a link to a new password
 * does, keeps it.
 */
export async function endNewcomer(
  { db }: Services,
  { id, email }: Pick<User, "id" | "email">,
): Promise<boolean> {
  const due = sql<string>`(SELECT user_id FROM newcomers WHERE user_id = ${id} AND ends_at <= ${timestamp()})`;
  const isDue = sql<boolean>`EXISTS ${due}`;
  const unsigned = unsignReports(db, email, isDue);
  try {
    const removed = db.deleteFrom("users").where("id", "=", id).where(isDue).returning("id");
    return ((await db.atomically([...unsigned, removed])).at(-1)?.length ?? 0) > 0;
  } catch (error) {
    if (!refusedBy(error, "FOREIGN KEY")) throw error;
  }
  const own = ["sessions", "tokens", "identities", "drafts", "mails", "newcomers"] as const;
  const closed = { email: addressOfNobody(id), password_hash: NO_PASSWORD, updated_at: timestamp() };
  try {
    await db.atomically([
      // Refused, and all behind it, where they are no newcomer any more.
      leaveNow(db, due),
      ...unsigned,
      db.updateTable("users").set(closed).where("id", "=", id),
      ...own.map((table) => db.deleteFrom(table).where("user_id", "=", id)),
    ]);
    return true;
  } catch (error) {
    if (refusedBy(error, LEAVING_REFUSED)) return false;
    throw error;
  }
}
