import { isLeavingOrBlocked } from "~/accounts/leaving/leavers.server";
import type { User } from "~/accounts/user";
import type { Db } from "~/platform/db.server";
import { inCollection, inState } from "~/search/tags.server";
import { isNewcomer } from "~/shares/said-of-others.server";
import { EVERYTHING, type HistoryFilter } from "../filter.server";

/** Whose a shared collection is: known to queries, told to nobody. */
export const ownerOf = ({ user_id }: { user_id: string }): Pick<User, "id"> => ({ id: user_id });

/** What of a collection is shown to others: whatever has a picture. */
export const filterOf = ({ collection_id }: { collection_id: string }): HistoryFilter => ({
  ...EVERYTHING,
  tags: [inState("succeeded"), inCollection(collection_id)],
});

/** The collection behind a link; none where its owner is blocked or leaving. */
export function linkedCollection(db: Db, token: string) {
  return db
    .selectFrom("collection_shares")
    .innerJoin("collections", "collections.id", "collection_shares.collection_id")
    .select([
      "collections.id as collection_id",
      "collections.user_id",
      "collections.name",
      "collection_shares.with_prompts",
      "collection_shares.indexable",
    ])
    .select(isNewcomer("collections.user_id").as("of_newcomer"))
    .where("collection_shares.token", "=", token)
    .where(({ not }) => not(isLeavingOrBlocked("collections.user_id")));
}
