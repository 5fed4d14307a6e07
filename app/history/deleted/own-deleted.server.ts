import { sql } from "kysely";
import type { Person } from "~/accounts/user";
import { DAY, timestamp } from "~/platform/clock.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { asCard, CARD_COLUMNS } from "../card.server";
import { DELETED_DAYS } from "./limits";

/** What was deleted at this moment or before is due to be removed, and nobody can put it back. */
export const dueSince = (): string => timestamp(-DELETED_DAYS * DAY);

/** The same of one visitor, who may have deleted for good all that was deleted until some later moment. */
export function dueSinceOf({ id }: Person) {
  return sql<string>`max(${dueSince()}, coalesce((SELECT emptied_at FROM emptied WHERE user_id = ${id}), ''))`;
}

/**
 * SQL for the moment of a deletion: now, but behind what was deleted for good before, by whosever clock. What is deleted
 * afterwards can be put back.
 */
export function deletedNow({ id }: Person) {
  return sql<string>`max(${timestamp()}, coalesce((
    SELECT strftime('%Y-%m-%dT%H:%M:%fZ', emptied_at, '+0.001 seconds') FROM emptied WHERE user_id = ${id}
  ), ''))`;
}

/** The visitor's own deleted generations that can be put back. */
export function ownDeleted({ db }: Services, user: Person) {
  return livingOrDeleted(db)
    .where("generation_history.user_id", "=", user.id)
    .where("generation_history.deleted_at", ">", dueSinceOf(user));
}

/** The visitor's deleted generation while it can be put back; null for any other id. */
export async function deletedGeneration(using: Services, user: Person, id: string) {
  const row = await withPicture(using, user).where("generation_history.id", "=", id).executeTakeFirst();
  return row ? asDeleted(row) : null;
}

export type DeletedCard = NonNullable<Awaited<ReturnType<typeof deletedGeneration>>>;

export function withPicture(using: Services, user: Person) {
  return ownDeleted(using, user)
    .leftJoin("images", "images.id", "generation_history.image_id")
    .select(CARD_COLUMNS)
    .select("generation_history.deleted_at");
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof withPicture>["executeTakeFirst"]>>>;

/** A card that also says until when it can be put back. */
export function asDeleted({ deleted_at, ...row }: Row) {
  const deletedAt = deleted_at ?? "";
  const until = new Date(Date.parse(deletedAt) + DELETED_DAYS * DAY).toISOString();
  return { ...asCard(row), deleted_at: deletedAt, until };
}

/** Which of these ids are the visitor's own deleted ones. */
export async function deletedAmong(using: Services, user: Person, ids: string[]): Promise<string[]> {
  const rows = await ownDeleted(using, user)
    .select("generation_history.id")
    .where("generation_history.id", "in", anyOf(ids.filter(isUuid)))
    .execute();
  return rows.map(({ id }) => id);
}
