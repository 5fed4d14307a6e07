import { timestamp } from "./clock.server";
import type { Db } from "./db.server";

/** The tables that the sweep goes through, a stretch in each run, again and again. */
export type SweepOf = "images" | "inputs" | "search" | "stripe_events";

/** What is noted of a run that was through: how many things in it went wrong. */
export type Run = "last_sweep" | "last_audit";

/** The id after which the sweep's next run goes on; "" at the beginning. */
export async function sweepPosition(db: Db, name: SweepOf): Promise<string> {
  const row = await db
    .selectFrom("sweep_positions")
    .select("position")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.position ?? "";
}

export async function moveSweep(db: Db, name: SweepOf | Run, position: string): Promise<void> {
  const updated_at = timestamp();
  await db
    .insertInto("sweep_positions")
    .values({ name, position, updated_at })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ position, updated_at }))
    .execute();
}
