import { sql } from "kysely";
import type { Person } from "~/accounts/user";
import type { BroughtOne } from "~/pictures/signed/address.server";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";
import type { Generation } from "./generation.server";

/** A generation with the size of its picture in pixels, once there is one, and the pictures that were brought to it. */
export type OwnGeneration = Generation & {
  width: number | null;
  height: number | null;
  average_color: string | null;
  /** JSON: the ids of the pictures brought behind the first. */
  further_inputs: string;
  /** JSON: the ids of those brought pictures that AI made. */
  inputs_made_by_ai: string;
};

/** The visitor's own generation; null for any other id, and for a deleted one. */
export async function ownGeneration(
  using: Services,
  user: Person,
  id: string,
): Promise<OwnGeneration | null> {
  const generation = await ownGenerations(using, user)
    .where("generation_history.id", "=", id)
    .executeTakeFirst();
  return generation ?? null;
}

/** A query of the visitor's own generations; the caller says which. */
export function ownGenerations({ db }: Services, user: Person) {
  return living(db)
    .leftJoin("images", "images.id", "generation_history.image_id")
    .selectAll("generation_history")
    .select(["images.width", "images.height", "images.average_color", furtherInputs().as("further_inputs")])
    .select(inputsMadeByAi().as("inputs_made_by_ai"))
    .where("generation_history.user_id", "=", user.id);
}

/** The ids of the pictures brought behind the first, in their order, as JSON. */
export function furtherInputs() {
  return sql<string>`(
    SELECT json_group_array(input_id ORDER BY place) FROM further_inputs WHERE generation_id = generation_history.id
  )`;
}

function inputsMadeByAi() {
  return sql<string>`(
    SELECT json_group_array(id) FROM inputs WHERE made_by_ai = 1 AND id IN (
      SELECT generation_history.input_id
      UNION ALL SELECT input_id FROM further_inputs WHERE generation_id = generation_history.id
    )
  )`;
}

/** Whether AI made the first picture that was brought to a generation. */
export function firstInputMadeByAi() {
  return sql<0 | 1>`coalesce((SELECT made_by_ai FROM inputs WHERE id = generation_history.input_id), 0)`;
}

/** The ids of all pictures that were brought to a generation, in their order. */
export function inputIdsOf({
  input_id,
  further_inputs,
}: Pick<OwnGeneration, "input_id" | "further_inputs">): string[] {
  return input_id ? [input_id, ...(JSON.parse(further_inputs) as string[])] : [];
}

/** The pictures that were brought to a generation, in their order, and which of them AI made. */
export function inputsOf(
  generation: Pick<OwnGeneration, "input_id" | "further_inputs" | "inputs_made_by_ai">,
): BroughtOne[] {
  const madeByAi = new Set(JSON.parse(generation.inputs_made_by_ai) as string[]);
  return inputIdsOf(generation).map((id) => ({ id, made_by_ai: madeByAi.has(id) ? 1 : 0 }));
}
