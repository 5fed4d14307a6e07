import { sql } from "kysely";
import type { Db, Query } from "~/platform/db.server";
import { anyOf } from "~/platform/ids.server";
import { livingOrDeleted } from "~/platform/living.server";
import { log } from "~/platform/log.server";
import type { Services } from "~/services.server";
import { inputKey, pictureKey, previewKey, thumbnailKey } from "./keys.server";

/** Ids of pictures and of uploads. */
type Objects = { images: string[]; inputs: string[] };

/** How many objects R2 deletes in one call at most. */
const KEYS_A_CALL = 1000;

/**
 * Deletes, at the end of a batch that deletes generations, the rows of pictures and uploads that no generation refers to
 * any more. The result cache gives one picture to several generations of a person: it stays until the last of them goes.
 */
export function unusedRows(db: Db, { images, inputs }: Objects): Query[] {
  return [
    db
      .deleteFrom("images")
      .where("id", "in", anyOf(images))
      .where(({ not, exists }) =>
        not(
          exists(
            livingOrDeleted(db)
              .select("generation_history.id")
              .where("generation_history.image_id", "=", sql.ref<string>("images.id")),
          ),
        ),
      ),
    unusedInputs(db, inputs),
  ];
}

/** Deletes the rows of those uploads that no order refers to. */
export function unusedInputs(db: Db, ids: string[]) {
  return db
    .deleteFrom("inputs")
    .where("id", "in", anyOf(ids))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          livingOrDeleted(db)
            .select("generation_history.id")
            .where("generation_history.input_id", "=", sql.ref<string>("inputs.id"))
            .unionAll(
              selectFrom("further_inputs")
                .select("further_inputs.generation_id as id")
                .whereRef("further_inputs.input_id", "=", "inputs.id"),
            ),
        ),
      ),
    );
}

/** Removes the objects whose rows are gone; an id is never given again. What fails here is left to the sweep. */
export async function removeObjects(using: Services, objects: Objects): Promise<void> {
  const { images, inputs } = await withoutRows(using, objects);
  // The picture goes last: as long as it is there, the sweep knows that what was made of it may be.
  const made = [...images.map(thumbnailKey), ...images.map(previewKey)];
  const keys = [...made, ...inputs.map(inputKey), ...images.map(pictureKey)];
  try {
    for (let from = 0; from < keys.length; from += KEYS_A_CALL) {
      const some = keys.slice(from, from + KEYS_A_CALL);
      await using.timings.measure("storage", () => using.pictures.delete(some));
    }
  } catch {
    log.warn({ event: "objects_left", count: keys.length });
  }
}

async function withoutRows({ db }: Services, { images, inputs }: Objects): Promise<Objects> {
  const kept = await db
    .selectFrom("images")
    .select("id")
    .where("id", "in", anyOf(images))
    .unionAll(db.selectFrom("inputs").select("id").where("id", "in", anyOf(inputs)))
    .execute();
  const isKept = new Set(kept.map(({ id }) => id));
  return {
    images: images.filter((id) => !isKept.has(id)),
    inputs: inputs.filter((id) => !isKept.has(id)),
  };
}
