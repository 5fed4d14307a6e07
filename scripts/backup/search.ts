import { sql } from "kysely";
import type { Db } from "../../app/platform/db.server";
import { living } from "../../app/platform/living.server";
import { allIndexedAgain } from "../../app/search/index.server";
import { progress } from "../progress";

const ROWS_A_PIECE = 2_000;

/** Empties the search index and makes it anew of all prompts, oldest first; what the app indexes meanwhile is not there twice. */
export async function reindex(db: Db): Promise<void> {
  await sql`INSERT INTO search (search) VALUES ('delete-all')`.execute(db);
  const { count } = await living(db)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const written = progress("Prompts", count);
  for (let last = Number.MIN_SAFE_INTEGER, more = true; more; ) {
    const rows = await living(db)
      .select(["id", "user_id as userId", "prompt", "position"])
      .where("position", ">", last)
      .orderBy("position")
      .limit(ROWS_A_PIECE)
      .execute();
    await db.atomically(allIndexedAgain(db, rows));
    written.step(rows.length);
    last = rows.at(-1)?.position ?? last;
    more = rows.length === ROWS_A_PIECE;
  }
  written.end();
}
