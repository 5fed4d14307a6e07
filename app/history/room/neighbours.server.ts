import { type InferResult, sql } from "kysely";
import type { User } from "~/accounts/user";
import type { Services } from "~/services.server";

/** A query of the ids before and after one of the visitor's own in their history; two steps into an index. */
export function neighboursOf({ db }: Services, user: User, id: string) {
  const place = sql<number>`(SELECT position FROM generation_history WHERE id = ${id} AND user_id = ${user.id})`;
  const own = db.selectFrom("generation_history").select("id").where("user_id", "=", user.id).limit(1);
  return db.selectNoFrom([
    own.where("position", ">", place).orderBy("position", "asc").as("newer"),
    own.where("position", "<", place).orderBy("position", "desc").as("older"),
  ]);
}

export type Neighbours = InferResult<ReturnType<typeof neighboursOf>>[number];
