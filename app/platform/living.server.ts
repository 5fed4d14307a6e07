import type { Kysely } from "kysely";
import type { Database } from "./schema";

/**
 * Generations that are not deleted: where every query begins that lists, counts, shows, shares, searches, downloads or
 * gives something. A deleted one stays in the table for 30 days, and a query that forgets to say which it means would show
 * it again, so that the house's tests let no query begin elsewhere.
 */
export function living(db: Kysely<Database>) {
  return db.selectFrom("generation_history").where("generation_history.deleted_at", "is", null);
}

/** All generations, deleted ones too: for bytes in use, for bounds that deleting must not loosen, and for what is on its way. */
export function livingOrDeleted(db: Kysely<Database>) {
  return db.selectFrom("generation_history");
}
