import type { InferResult } from "kysely";
import type { Person } from "~/accounts/user";
import { living } from "~/platform/living.server";
import type { Services } from "~/services.server";

/** A query of the ids before and after one of the visitor's own in their history; two steps into an index. */
export function neighboursOf({ db }: Services, user: Person, id: string) {
  const own = living(db).where("user_id", "=", user.id);
  const place = own.where("id", "=", id).select("position");
  const ids = own.select("id").limit(1);
  return db.selectNoFrom([
    ids.where("position", ">", place).orderBy("position", "asc").as("newer"),
    ids.where("position", "<", place).orderBy("position", "desc").as("older"),
  ]);
}

export type Neighbours = InferResult<ReturnType<typeof neighboursOf>>[number];
