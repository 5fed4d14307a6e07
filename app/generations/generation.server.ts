import { type Selectable, sql } from "kysely";
import type { ModelInput } from "~/models/model-input.server";
import type { Reason } from "~/models/reasons";
import { timestamp } from "~/platform/clock.server";
import type { Db } from "~/platform/db.server";
import type { GenerationHistory } from "~/platform/schema";

/** A generation's row without `position`, which only lists need. */
export type Generation = Omit<Selectable<GenerationHistory>, "position">;

/** Why a picture did not come, as far as whoever settles it knows; whether the credit is kept, the settlement decides. */
export type ErrorCode = Exclude<Reason, "other" | `${string}_kept`>;

/** The states in which a generation is paid for and not settled. */
export const OPEN: Generation["status"][] = ["reserved", "running", "saving"];

/** The condition of the open ones as their indexes have it: with bound values SQLite would use none of them. */
export const AMONG_OPEN = sql<boolean>`generation_history.status IN (${sql.join(OPEN.map((status) => sql.lit(status)))})`;

export function isOpen({ status }: Pick<Generation, "status">): boolean {
  return OPEN.includes(status);
}

/** The position behind all others; one writer at a time makes it unique, and the schema would refuse another. */
export function nextPosition() {
  return sql<number>`(SELECT coalesce(max(position), 0) + 1 FROM generation_history)`;
}

type Change = Partial<Omit<Generation, "id" | "user_id" | "updated_at">>;

/** The only way to update generations, so that `updated_at` is never forgotten; the caller says which. */
export function updateGenerations(db: Db, change: Change = {}) {
  return db.updateTable("generation_history").set({ ...change, updated_at: timestamp() });
}

export function modelInput({ input }: Pick<Generation, "input">): ModelInput {
  return JSON.parse(input);
}
