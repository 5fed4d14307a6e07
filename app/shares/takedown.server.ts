import { type RawBuilder, sql } from "kysely";
import type { Services } from "~/services.server";

/** SQL for whether an operator took a picture down. `generation` is a column with a generation's id. */
export function isTakenDown(generation: string): RawBuilder<boolean> {
  return sql<boolean>`EXISTS (SELECT 1 FROM takedowns WHERE takedowns.generation_id = ${sql.ref(generation)})`;
}

/** A query of what the owner of a picture is told where it was taken down; no row where it was not. */
export function takedownOf({ db }: Services, generationId: string) {
  return db.selectFrom("takedowns").select(["said", "taken_at"]).where("generation_id", "=", generationId);
}
