import type { Selectable } from "kysely";
import { timestamp } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import type { GenerationHistory } from "~/platform/schema";
import type { ModelInput } from "./order.server";

export type Generation = Selectable<GenerationHistory>;

/** Why a picture did not come; `ui/reasons.ts` has the words. */
export type ErrorCode = "moderated" | "unavailable" | "failed" | "canceled" | "bad_picture" | "no_answer";

export function isOpen({ status }: Pick<Generation, "status">): boolean {
  return status === "reserved" || status === "running";
}

/** The only update of a generation: it never forgets `updated_at`. */
export function updateGeneration(
  db: Db,
  id: string,
  change: Partial<Omit<Generation, "id" | "user_id" | "updated_at">>,
) {
  return db
    .updateTable("generation_history")
    .set({ ...change, updated_at: timestamp() })
    .where("id", "=", id);
}

export function modelInput({ input }: Pick<Generation, "input">): ModelInput {
  return JSON.parse(input);
}
