import type { Person } from "~/accounts/user";
import { publicOrigin } from "~/http/addresses.server";
import { timestamp } from "~/platform/clock.server";
import { newToken } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import type { OwnCollection } from "./own-collection.server";

export type Wish = {
  withPrompts: boolean;
  /** Whether search engines may list the shared pages. */
  indexable: boolean;
};

/** Makes a link to the visitor's own collection, or changes what the one there shows: its address stays until it is revoked. */
export async function shareCollection(
  { db }: Services,
  user: Person,
  collectionId: string,
  { withPrompts, indexable }: Wish,
): Promise<void> {
  const shown = { with_prompts: withPrompts ? 1 : 0, indexable: indexable ? 1 : 0 } as const;
  await db
    .insertInto("collection_shares")
    .columns(["token", "collection_id", "user_id", "with_prompts", "indexable", "created_at"])
    .expression(({ selectFrom, val }) =>
      selectFrom("collections")
        .select([
          val(newToken()).as("token"),
          "id",
          "user_id",
          val(shown.with_prompts).as("with_prompts"),
          val(shown.indexable).as("indexable"),
          val(timestamp()).as("created_at"),
        ])
        .where("id", "=", collectionId)
        .where("user_id", "=", user.id),
    )
    .onConflict((conflict) => conflict.column("collection_id").doUpdateSet(shown))
    .execute();
}

/**
 * Ends the link: from now on nothing is at any of its addresses. Browsers may show pictures that they kept for one more
 * minute.
 */
export async function revokeCollection({ db }: Services, user: Person, collectionId: string): Promise<void> {
  await db
    .deleteFrom("collection_shares")
    .where("collection_id", "=", collectionId)
    .where("user_id", "=", user.id)
    .execute();
}

/** A collection's link as its owner sees it; null while it is not shared. */
export function collectionLinkOf(
  using: Services,
  request: Request,
  { token, with_prompts, indexable }: OwnCollection,
) {
  if (token === null) return null;
  return {
    url: linkToCollection(using, request, token),
    withPrompts: with_prompts === 1,
    indexable: indexable === 1,
  };
}

export type CollectionLink = NonNullable<ReturnType<typeof collectionLinkOf>>;

/** The link's absolute address: under `PUBLIC_ORIGIN`, or else the origin that the request was sent to. */
export function linkToCollection(using: Services, request: Request, token: string): string {
  return `${publicOrigin(using, request)}/c/${token}`;
}
