import { sql } from "kysely";
import type { Person } from "~/accounts/user";
import { wholeNumberIn } from "~/platform/text/numbers";
import type { Services } from "~/services.server";
import { asDeleted, withPicture } from "./own-deleted.server";

export const DELETED_A_PAGE = 60;

/** A place in the list of deleted pictures: those of one moment lie in the order of their positions. */
export type DeletedPlace = { deletedAt: string; position: number };

/** The place that an address names, as `older` writes it; null for text that is none. */
export function readDeletedPlace(text: string): DeletedPlace | null {
  const [deletedAt = "", rest] = text.split("_");
  const position = wholeNumberIn(rest ?? "");
  return Number.isNaN(Date.parse(deletedAt)) || position === null ? null : { deletedAt, position };
}

/** A page of what the visitor deleted and can put back, the last deleted first; `older` names the place of the page after it. */
export async function deletedPage(using: Services, user: Person, place: DeletedPlace | null) {
  const rows = await deletedQuery(using, user, place).execute();
  const cards = rows.slice(0, DELETED_A_PAGE).map(asDeleted);
  const last = cards.at(-1);
  return {
    cards,
    older: rows.length > DELETED_A_PAGE && last ? `${last.deleted_at}_${last.position}` : null,
  };
}

function deletedQuery(using: Services, user: Person, place: DeletedPlace | null) {
  const behind = ({ deletedAt, position }: DeletedPlace) =>
    sql<boolean>`(generation_history.deleted_at, generation_history.position) < (${deletedAt}, ${position})`;
  return withPicture(using, user)
    .$if(place !== null, (query) => query.where(behind(place as DeletedPlace)))
    .orderBy("generation_history.deleted_at", "desc")
    .orderBy("generation_history.position", "desc")
    .limit(DELETED_A_PAGE + 1);
}
