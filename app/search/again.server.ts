import type { Db } from "~/platform/db.server";
import { living } from "~/platform/living.server";
import { moveSweep, sweepPosition } from "~/platform/sweep-positions.server";
import { allIndexedAgain } from "./index.server";

/**
 * What an entry of the index holds. With a higher number the sweep indexes all generations again, oldest first, a stretch in
 * each run; until it has come to one, that one is found by what its entry held before.
 */
const CONTENTS = 2;
const GENERATIONS_A_RUN = 1_000;
const DONE = `${CONTENTS}:done`;

/** Indexes the next stretch of older generations again, and says how many; none once all are. */
export async function indexOlderAgain(db: Db): Promise<number> {
  const position = await sweepPosition(db, "search");
  if (position === DONE) return 0;
  const [contents, last] = position.split(":");
  const rows = await living(db)
    .select(["id", "user_id as userId", "prompt", "position"])
    .where("position", ">", contents === String(CONTENTS) ? Number(last) : 0)
    .orderBy("position")
    .limit(GENERATIONS_A_RUN)
    .execute();
  await db.atomically(allIndexedAgain(db, rows), { mayArriveTwice: true });
  const next = rows.length < GENERATIONS_A_RUN ? DONE : `${CONTENTS}:${rows.at(-1)?.position}`;
  await moveSweep(db, "search", next);
  return rows.length;
}
