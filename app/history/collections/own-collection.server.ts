import type { Person } from "~/accounts/user";
import type { Services } from "~/services.server";

/** The visitor's own collection, with its link if it is shared; null for any other id. */
export async function ownCollection({ db }: Services, user: Person, id: string) {
  const collection = await db
    .selectFrom("collections")
    .leftJoin("collection_shares", "collection_shares.collection_id", "collections.id")
    .select([
      "collections.id",
      "collections.name",
      "collections.pictures",
      "collection_shares.token",
      "collection_shares.with_prompts",
      "collection_shares.indexable",
    ])
    .where("collections.id", "=", id)
    .where("collections.user_id", "=", user.id)
    .executeTakeFirst();
  return collection ?? null;
}

export type OwnCollection = NonNullable<Awaited<ReturnType<typeof ownCollection>>>;
