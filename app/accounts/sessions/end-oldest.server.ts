import type { Db, Query } from "~/platform/db.server";
import { MOST_SESSIONS } from "../limits";

/** The query that ends those of a person's sessions that were seen the longest ago, beyond as many as one may have. */
export function endOldest(db: Db, userId: string): Query {
  const newest = db
    .selectFrom("sessions as newest")
    .select("newest.id_hash")
    .where("newest.user_id", "=", userId)
    .orderBy("newest.last_seen_at", "desc")
    .limit(MOST_SESSIONS);
  return db.deleteFrom("sessions").where("user_id", "=", userId).where("id_hash", "not in", newest);
}
