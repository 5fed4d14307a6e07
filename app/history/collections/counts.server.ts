import { type SelectQueryBuilder, sql } from "kysely";
import type { Db, Query } from "~/platform/db.server";
import type { Database } from "~/platform/schema";

type Positions = SelectQueryBuilder<Database, "generation_history", { position: number }>;

/** Takes generations out of the counts of all collections that they are in, in the batch that deletes them, before they are deleted. */
export function countedOut(db: Db, positions: Positions): Query {
  return counted(db, positions, -1);
}

/** Takes generations into those counts again, in the batch that puts them back, before they are there again. */
export function countedIn(db: Db, positions: Positions): Query {
  return counted(db, positions, 1);
}

function counted(db: Db, positions: Positions, sign: 1 | -1): Query {
  const changed = db
    .selectFrom("collection_members")
    .select(["collection_id", sql<number>`count(*)`.as("count")])
    .where("position", "in", positions)
    .groupBy("collection_id");
  return db
    .updateTable("collections")
    .from(changed.as("changed"))
    .set({ pictures: sql`pictures + ${sql.lit(sign)} * changed.count` })
    .whereRef("collections.id", "=", "changed.collection_id");
}
