import { type ExpressionBuilder, sql } from "kysely";
import type { Person } from "~/accounts/user";
import { living } from "~/platform/living.server";
import type { Database } from "~/platform/schema";
import { keyOf } from "~/search/index.server";
import { inCollection, inState } from "~/search/tags.server";
import type { Services } from "~/services.server";
import { COLLECTIONS_A_PAGE, COLLECTIONS_OFFERED } from "./limits";

/** The names that a field offers, those first that were last given a picture. */
export async function offeredNames({ db }: Services, user: Person): Promise<string[]> {
  const offered = await db
    .selectFrom("collections")
    .select("name")
    .where("user_id", "=", user.id)
    .orderBy("updated_at", "desc")
    .limit(COLLECTIONS_OFFERED)
    .execute();
  return offered.map(({ name }) => name);
}

/** All of the visitor's collections, which are bounded, to choose one of. */
export function allCollections({ db }: Services, user: Person) {
  return db
    .selectFrom("collections")
    .select(["id", "name", "pictures"])
    .where("user_id", "=", user.id)
    .orderBy("updated_at", "desc")
    .execute();
}

/** The query of the collections of the visitor's own that one of their generations is in. */
export function collectionsWith({ db }: Services, user: Person, generationId: string) {
  return living(db)
    .innerJoin("collection_members", "collection_members.position", "generation_history.position")
    .innerJoin("collections", "collections.id", "collection_members.collection_id")
    .select(["collections.id", "collections.name"])
    .where("generation_history.id", "=", generationId)
    .where("generation_history.user_id", "=", user.id)
    .where("collections.user_id", "=", user.id)
    .orderBy("collections.name");
}

/** A page of the visitor's collections with their covers, the last used first; `page` counts from 1. */
export async function collectionsPage(using: Services, user: Person, page: number) {
  const { db } = using;
  // An offset reads what it leaves out; of collections nobody has more than a few hundred.
  const some = db
    .selectFrom("collections")
    .select(["id", "name", "pictures", "updated_at", (one) => coverOf(one, user).as("cover")])
    .where("user_id", "=", user.id)
    .orderBy("updated_at", "desc")
    .limit(COLLECTIONS_A_PAGE + 1)
    .offset((page - 1) * COLLECTIONS_A_PAGE)
    .as("some");
  const rows = await db
    .selectFrom(some)
    .leftJoin("generation_history", (covers) =>
      covers
        .onRef("generation_history.position", "=", "some.cover")
        .on("generation_history.deleted_at", "is", null),
    )
    .leftJoin("images", "images.id", "generation_history.image_id")
    .select([
      "some.id",
      "some.name",
      "some.pictures",
      "images.id as image_id",
      "generation_history.input_id",
      "images.width",
      "images.height",
      "images.average_color",
    ])
    .orderBy("some.updated_at", "desc")
    .execute();
  return {
    collections: rows.slice(0, COLLECTIONS_A_PAGE),
    hasMore: rows.length > COLLECTIONS_A_PAGE,
  };
}

export type CollectionCard = Awaited<ReturnType<typeof collectionsPage>>["collections"][number];

/**
 * The position of the picture that stands for a collection: the one that its owner chose, as long as it is in it, else the
 * newest. The newest is asked of the search index, which knows neither deleted ones nor, by its tag, any without a picture.
 */
export function coverOf({ selectFrom, fn }: ExpressionBuilder<Database, "collections">, user: Person) {
  const key = keyOf(user.id);
  const chosen = selectFrom("generation_history")
    .innerJoin("collection_members", "collection_members.position", "generation_history.position")
    .select("generation_history.position")
    .whereRef("generation_history.id", "=", "collections.cover_id")
    .where("generation_history.user_id", "=", user.id)
    .where("generation_history.status", "=", "succeeded")
    .where("generation_history.deleted_at", "is", null)
    .whereRef("collection_members.collection_id", "=", "collections.id");
  const [before, after] = inCollection("\n").split("\n");
  const match = sql<string>`${`"${key}${inState("succeeded")}" AND "${key}${before}`} || collections.id || ${`${after}"`}`;
  const newest = selectFrom("search")
    .select("rowid")
    .where(sql<boolean>`search MATCH ${match}`)
    .orderBy("rowid", "desc")
    .limit(1);
  return fn.coalesce(chosen, newest);
}
