import { type Cursor, encodeCursor, olderThan } from "~/platform/cursor.server";
import type { Services } from "~/services.server";
import { LISTED } from "./limits";

/** A page of what operators did, newest first; `older` is the cursor of the page after it. */
export async function listActs({ db }: Services, cursor: Cursor | null) {
  const rows = await db
    .selectFrom("operator_acts")
    .innerJoin("users as operator", "operator.id", "operator_acts.operator_id")
    .leftJoin("users as person", "person.id", "operator_acts.user_id")
    .select(["operator_acts.id", "act", "amount", "reason", "operator_acts.created_at"])
    .select([
      "operator.email as operator",
      "person.id as person_id",
      "person.email as person",
      "generation_id",
    ])
    .$if(cursor !== null, (query) => query.where(olderThan("operator_acts", cursor as Cursor)))
    .orderBy("operator_acts.created_at", "desc")
    .orderBy("operator_acts.id", "desc")
    .limit(LISTED + 1)
    .execute();
  const acts = rows.slice(0, LISTED);
  const last = acts.at(-1);
  return { acts, older: rows.length > LISTED && last ? encodeCursor(last) : null };
}

export type ListedAct = Awaited<ReturnType<typeof listActs>>["acts"][number];
