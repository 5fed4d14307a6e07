import { timestamp } from "./clock.server";
import type { Services } from "./services.server";

/** A walk of the sweep through all of something, a stretch a run, again and again. */
export type Walk = "images" | "inputs";

/** The id after which it goes on; "" at the beginning. */
export async function walkPosition({ db }: Services, name: Walk): Promise<string> {
  const row = await db
    .selectFrom("sweep_positions")
    .select("position")
    .where("name", "=", name)
    .executeTakeFirst();
  return row?.position ?? "";
}

export async function moveWalk({ db }: Services, name: Walk, position: string): Promise<void> {
  const updated_at = timestamp();
  await db
    .insertInto("sweep_positions")
    .values({ name, position, updated_at })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ position, updated_at }))
    .execute();
}
