import { type InferResult, sql } from "kysely";
import type { Person } from "~/accounts/user";
import { firstInputMadeByAi } from "~/generations/own-generation.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";

/** How far back a thread is followed, and the most pictures that are shown of those made of one. */
const [MOST_STEPS, MOST_CHILDREN] = [6, 12];

const COLUMNS = [
  "generation_history.id",
  "generation_history.prompt",
  "generation_history.input_id",
  "images.id as image_id",
  "images.width",
  "images.height",
  "images.average_color",
] as const;

/**
 * A query of what a generation was made of, step by step and oldest first, the visitor's own: photo, winter, cat. One that
 * was deleted ends the way back.
 */
export function madeOf({ db }: Services, user: Person, { parent_id }: { parent_id: string | null }) {
  return (
    db
      .withRecursive("back(id, step)", (query) =>
        query.selectNoFrom([sql<string | null>`${parent_id}`.as("id"), sql<number>`1`.as("step")]).unionAll(
          query
            .selectFrom("back")
            .innerJoin("generation_history", "generation_history.id", "back.id")
            .where("generation_history.deleted_at", "is", null)
            .select(["generation_history.parent_id as id", sql<number>`back.step + 1`.as("step")])
            .where(sql`+generation_history.user_id`, "=", user.id)
            .where("generation_history.parent_id", "is not", null)
            .where("back.step", "<", MOST_STEPS),
        ),
      )
      .selectFrom("back")
      .innerJoin("generation_history", "generation_history.id", "back.id")
      .where("generation_history.deleted_at", "is", null)
      .innerJoin("images", "images.id", "generation_history.image_id")
      .select(COLUMNS)
      .select(firstInputMadeByAi().as("input_made_by_ai"))
      // The plus keeps SQLite from walking all that the visitor has: it goes by the few ids.
      .where(sql`+generation_history.user_id`, "=", user.id)
      .orderBy("back.step", "desc")
  );
}

/** A query of the latest pictures that were made of one, the visitor's own, newest first. */
export function madeOfIt({ db }: Services, user: Person, { id }: { id: string }) {
  return living(db)
    .innerJoin("images", "images.id", "generation_history.image_id")
    .select(COLUMNS)
    .select(firstInputMadeByAi().as("input_made_by_ai"))
    .where("generation_history.parent_id", "=", id)
    .where("generation_history.user_id", "=", user.id)
    .orderBy("generation_history.position", "desc")
    .limit(MOST_CHILDREN);
}

export type Relative = InferResult<ReturnType<typeof madeOf>>[number];
