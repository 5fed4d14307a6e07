import type { Person } from "~/accounts/user";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { MOST_IN_A_ZIP, type PartInList } from "./pictures.server";

/** How many parts a page lists: it reads a row for each generation of theirs. */
const PARTS_A_PAGE = 4;

/** What a part is made of: a place in the list, and whether there is a picture. */
type Place = { position: number; created_at: string; image_id: string | null; deleted_at: string | null };

/**
 * Some of the visitor's pictures in parts that fit into a zip, oldest first, behind a position. Parts are cut by what was
 * ordered, so that a new picture changes the last one only; one may have fewer pictures than it could, since what failed or
 * was deleted has none. `more` is the position to go on from; null at the end.
 */
export async function partsOf({ db }: Services, user: Person, behind = 0) {
  const rows = await livingOrDeleted(db)
    .select(["position", "created_at", "image_id", "deleted_at"])
    .where("user_id", "=", user.id)
    .where("position", ">", behind)
    .orderBy("position")
    .limit(MOST_IN_A_ZIP * PARTS_A_PAGE + 1)
    .execute();
  return cut(rows, PARTS_A_PAGE);
}

/** Cuts rows into parts. There is one row more where more follow. */
export function cut(rows: Place[], most: number): { parts: PartInList[]; more: number | null } {
  const parts: PartInList[] = [];
  for (let from = 0; from < MOST_IN_A_ZIP * most; from += MOST_IN_A_ZIP) {
    const pictures = rows
      .slice(from, from + MOST_IN_A_ZIP)
      .filter(({ image_id, deleted_at }) => image_id !== null && deleted_at === null);
    const [first, last] = [pictures.at(0), pictures.at(-1)];
    if (first && last)
      parts.push({
        ...{ from: first.position, to: last.position, pictures: pictures.length },
        ...{ first: first.created_at, last: last.created_at },
      });
  }
  const hasMore = rows.length > MOST_IN_A_ZIP * most;
  return { parts, more: hasMore ? (rows.at(-2)?.position ?? null) : null };
}
