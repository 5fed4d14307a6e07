import { sql } from "kysely";
import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";

/** A generation with the size of its picture in pixels, once there is one, and the pictures that were brought to it. */
export type OwnGeneration = Generation & {
  width: number | null;
  height: number | null;
  /** JSON: the ids of the pictures brought behind the first. */
  further_inputs: string;
};

/** The visitor's own generation; null for any other id. */
export async function ownGeneration({ db }: Services, user: User, id: string): Promise<OwnGeneration | null> {
  const generation = await db
    .selectFrom("generation_history")
    .leftJoin("images", "images.id", "generation_history.image_id")
    .selectAll("generation_history")
    .select(["images.width", "images.height", furtherInputs().as("further_inputs")])
    .where("generation_history.id", "=", id)
    .where("generation_history.user_id", "=", user.id)
    .executeTakeFirst();
  return generation ?? null;
}

/** The ids of the pictures brought behind the first, in their order, as JSON. */
export function furtherInputs() {
  return sql<string>`(
    SELECT json_group_array(input_id ORDER BY place) FROM further_inputs WHERE generation_id = generation_history.id
  )`;
}

/** The ids of all pictures that were brought to a generation, in their order. */
export function inputIdsOf({
  input_id,
  further_inputs,
}: Pick<OwnGeneration, "input_id" | "further_inputs">): string[] {
  return input_id ? [input_id, ...(JSON.parse(further_inputs) as string[])] : [];
}
