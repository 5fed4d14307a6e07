import { sql } from "kysely";
import type { User } from "~/accounts/user";
import { timestamp } from "~/platform/clock.server";
import type { Db, Query } from "~/platform/db.server";
import { anyOf, isUuid } from "~/platform/ids.server";
import { living } from "~/platform/living.server";
import { allIndexedAgain } from "~/search/index.server";
import type { Services } from "~/services.server";
import { made, unlessFull } from "./new-collection.server";

/** A collection that is there, or the name of one that is made if there is none. */
export type Target = { id: string } | { name: string };

export type Collected =
  /** `added` are new in it; `unknown` is how many of the ticked are somebody else's, not there, or no id at all. */
  | { kind: "collected"; id: string; name: string; added: number; already: number; unknown: number }
  /** The person has as many collections as may be; nothing was written. */
  | { kind: "full" }
  /** There is no such collection of theirs; nothing was written. */
  | { kind: "gone" };

/** Puts the visitor's own among the ticked generations into one of their collections. */
export async function collect(
  using: Services,
  user: User,
  ticked: string[],
  target: Target,
): Promise<Collected> {
  const { db } = using;
  const own = await ownAmong(using, user, ticked);
  const ids = own.map(({ id }) => id);
  const found = theirs(db, user.id, target).select(["id", "name"]);
  const make = "name" in target ? [made(db, user.id, target.name)] : [];
  const answers = await unlessFull(
    db.atomically<{ id: string; name: string }>(
      [...make, found, ...put(db, user.id, ids, target), ...allIndexedAgain(db, own)],
      { mayArriveTwice: true },
    ),
  );
  if (!answers) return { kind: "full" };
  const [[collection] = [], , added = []] = answers.slice(make.length);
  if (!collection) return { kind: "gone" };
  const unknown = new Set(ticked).size - own.length;
  return {
    kind: "collected",
    ...collection,
    added: added.length,
    already: own.length - added.length,
    unknown,
  };
}

/**
 * Puts a new generation into a collection of this name, in the batch that inserts it: behind the generation, which its
 * member refers to, and before the search index, which has a tag for each collection. One collection too many refuses the
 * whole batch.
 */
export function savedInto(
  db: Db,
  { userId, generationId, name }: { userId: string; generationId: string; name: string },
): Query[] {
  return [made(db, userId, name), ...put(db, userId, [generationId], { name })];
}

/** Takes the ticked generations out of one of the visitor's collections, and says how many were in it. */
export async function uncollect(
  using: Services,
  user: User,
  ticked: string[],
  collectionId: string,
): Promise<number> {
  const { db } = using;
  const own = await ownAmong(using, user, ticked);
  const positions = living(db)
    .select("position")
    .where("id", "in", anyOf(own.map(({ id }) => id)))
    .where("user_id", "=", user.id);
  const members = db
    .selectFrom("collection_members")
    .where("collection_id", "=", collectionId)
    .where("user_id", "=", user.id)
    .where("position", "in", positions);
  const [, removed = []] = await db.atomically(
    [
      db
        .updateTable("collections")
        .set({ pictures: sql`pictures - (${members.select(sql<number>`count(*)`.as("count"))})` })
        .where("id", "=", collectionId)
        .where("user_id", "=", user.id),
      db
        .deleteFrom("collection_members")
        .where("collection_id", "=", collectionId)
        .where("user_id", "=", user.id)
        .where("position", "in", positions)
        .returning("position"),
      ...allIndexedAgain(db, own),
    ],
    { mayArriveTwice: true },
  );
  return removed.length;
}

/** Counts a person's generations into their collection, those first that are not in it yet, and puts them in. */
function put(db: Db, userId: string, ids: string[], target: Target): Query[] {
  const generations = living(db)
    .where("generation_history.id", "in", anyOf(ids))
    .where("generation_history.user_id", "=", userId);
  const fresh = generations
    .select(sql<number>`count(*)`.as("count"))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("collection_members")
            .select("collection_members.position")
            .where("collection_members.collection_id", "=", sql.ref<string>("collections.id"))
            .whereRef("collection_members.position", "=", "generation_history.position"),
        ),
      ),
    );
  return [
    db
      .updateTable("collections")
      .set({ updated_at: timestamp(), pictures: sql`pictures + (${fresh})` })
      .where("id", "in", theirs(db, userId, target).select("id")),
    db
      .insertInto("collection_members")
      .columns(["collection_id", "position", "user_id", "picture_key"])
      .expression(
        generations
          .crossJoin(theirs(db, userId, target).select("id").as("into"))
          .select([
            "into.id as collection_id",
            "generation_history.position",
            "generation_history.user_id",
            sql<string>`lower(hex(randomblob(8)))`.as("picture_key"),
          ]),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning("position"),
  ];
}

function theirs(db: Db, userId: string, target: Target) {
  const own = db.selectFrom("collections").where("user_id", "=", userId);
  return "id" in target ? own.where("id", "=", target.id) : own.where("name", "=", target.name);
}

function ownAmong({ db }: Services, user: User, ticked: string[]) {
  return living(db)
    .select(["id", "user_id as userId", "prompt"])
    .where("id", "in", anyOf(ticked.filter(isUuid)))
    .where("user_id", "=", user.id)
    .execute();
}
