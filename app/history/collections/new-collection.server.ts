import { sql } from "kysely";
import { uuidv7 } from "uuidv7";
import type { User } from "~/accounts/user";
import { timestamp } from "~/platform/clock.server";
import { type Db, type Query, refusedBy } from "~/platform/db.server";
import type { Services } from "~/services.server";
import { MOST_COLLECTIONS } from "./limits";

/** Makes an empty collection, or finds the one of that name; null where the person has as many as may be. */
export async function makeCollection(
  { db }: Services,
  user: User,
  name: string,
): Promise<{ id: string } | null> {
  const answers = await unlessFull(
    db.atomically<{ id: string }>(
      [
        made(db, user.id, name),
        db.selectFrom("collections").select("id").where("user_id", "=", user.id).where("name", "=", name),
      ],
      { mayArriveTwice: true },
    ),
  );
  return answers?.[1]?.[0] ?? null;
}

/**
 * Makes a collection unless there is one of that name. A batch has no `if`: where a person has as many as may be, the name is
 * NULL, which its column refuses, and the whole batch with it; `isFull` knows that refusal.
 */
export function made(db: Db, userId: string, name: string): Query {
  const [id, now] = [uuidv7(), timestamp()];
  const own = db.selectFrom("collections").where("user_id", "=", userId);
  const known = own.select("id").where("name", "=", name);
  const count = own.select(sql<number>`count(*)`.as("count"));
  const allowed = sql<string>`CASE WHEN EXISTS ${known} OR ${count} < ${MOST_COLLECTIONS} THEN ${name} END`;
  return db
    .insertInto("collections")
    .values({ id, user_id: userId, name: allowed, created_at: now, updated_at: now })
    .onConflict((conflict) => conflict.doNothing());
}

/** Whether a batch was refused because the person has as many collections as may be. */
export function isFull(error: unknown): boolean {
  return refusedBy(error, "NOT NULL constraint failed: collections.name");
}

/** What a batch gave; null where it would have made one collection too many. */
export async function unlessFull<Result>(batch: Promise<Result>): Promise<Result | null> {
  try {
    return await batch;
  } catch (error) {
    if (isFull(error)) return null;
    throw error;
  }
}
