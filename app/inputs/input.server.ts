import type { Selectable } from "kysely";
import type { User } from "~/accounts/sessions.server";
import type { Db } from "~/platform/db.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import type { Inputs } from "~/platform/schema";
import type { Services } from "~/platform/services.server";
import { unavailable } from "~/platform/unavailable.server";

/** A picture that a visitor brought to be changed. Only they ever see it. */
export type Input = Selectable<Inputs>;

/** Where its bytes lie in R2. */
export const INPUTS = "inputs/";
export const inputKey = (id: string) => INPUTS + id;

/** The visitor's own; null for any other id. */
export async function ownInput({ db }: Services, user: User, id: string): Promise<Input | null> {
  if (!isUuid(id)) return null;
  const input = await db
    .selectFrom("inputs")
    .selectAll()
    .where("id", "=", id)
    .where("user_id", "=", user.id)
    .executeTakeFirst();
  return input ?? null;
}

/** Deletes, of these, the rows that no order refers to. */
export function unusedInputs(db: Db, ids: string[]) {
  return db
    .deleteFrom("inputs")
    .where("id", "in", anyOf(ids))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("generation_history")
            .select("generation_history.id")
            .whereRef("generation_history.input_id", "=", "inputs.id"),
        ),
      ),
    );
}

/** Null when it is gone. @throws a 503 response when the store does not answer. */
export async function dataUriOf({ pictures, timings }: Services, id: string): Promise<string | null> {
  try {
    const object = await timings.measure("storage", () => pictures.get(inputKey(id)));
    if (!object) return null;
    const bytes = Buffer.from(await object.arrayBuffer());
    return `data:${object.httpMetadata?.contentType};base64,${bytes.toString("base64")}`;
  } catch (error) {
    throw unavailable("pictures", error instanceof Error ? error.message : String(error));
  }
}
