import { type InferResult, sql } from "kysely";
import { isBlocked, isOperator } from "~/accounts/role/role.server";
import { timestamp } from "~/platform/clock.server";
import { type Cursor, encodeCursor, olderThan } from "~/platform/cursor.server";
import { livingOrDeleted } from "~/platform/living.server";
import type { Services } from "~/services.server";
import { LISTED } from "./limits";

/** Where the two lists of a person's page begin: entries older than a cursor, orders before a position. */
export type PersonPlaces = { entries: Cursor | null; orders: number | null };

/** All that an operator sees of a person; null for an id that nobody has. Nothing that they typed or made is among it. */
export async function personPage(using: Services, userId: string, places: PersonPlaces) {
  const [[person], entries, orders, sessions, acts, purchases] = await using.db.readTogether([
    personQuery(using, userId),
    entriesQuery(using, userId, places.entries),
    ordersQuery(using, userId, places.orders),
    sessionsQuery(using, userId),
    actsOnQuery(using, userId),
    purchasesQuery(using, userId),
  ]);
  if (!person) return null;
  const lastEntry = entries.at(LISTED - 1);
  const lastOrder = orders.at(LISTED - 1);
  return {
    ...{ person, sessions, acts, purchases },
    entries: entries.slice(0, LISTED),
    olderEntries: entries.length > LISTED && lastEntry ? encodeCursor(lastEntry) : null,
    orders: orders.slice(0, LISTED),
    olderOrders: orders.length > LISTED && lastOrder ? lastOrder.position : null,
  };
}

export type PersonPage = NonNullable<Awaited<ReturnType<typeof personPage>>>;
export type PersonFacts = InferResult<ReturnType<typeof personQuery>>[number];

export function personQuery(using: Services, userId: string) {
  return using.db
    .selectFrom("users")
    .leftJoin("person_totals", "person_totals.user_id", "users.id")
    .leftJoin("proved_addresses as proved", (join) =>
      join.onRef("proved.user_id", "=", "users.id").onRef("proved.email", "=", "users.email"),
    )
    .leftJoin("operators", "operators.user_id", "users.id")
    .select(["users.id", "users.email", "users.credits", "users.created_at", "proved.proved_at"])
    .select(["person_totals.pictures", "person_totals.spent", "operators.made_at"])
    .select([isBlocked("users.id").as("is_blocked"), isOperator(using).as("is_operator")])
    .where("users.id", "=", userId);
}

function entriesQuery({ db }: Services, userId: string, cursor: Cursor | null) {
  return db
    .selectFrom("credit_entries")
    .leftJoin("operator_acts", (join) =>
      join.on(sql<boolean>`operator_acts.id = substr(credit_entries.reference, 5)`),
    )
    .select(["credit_entries.id", "credit_entries.kind", "credit_entries.amount"])
    .select(["credit_entries.balance_after", "credit_entries.created_at", "operator_acts.reason"])
    .where("credit_entries.user_id", "=", userId)
    .$if(cursor !== null, (query) => query.where(olderThan("credit_entries", cursor as Cursor)))
    .orderBy("credit_entries.created_at", "desc")
    .orderBy("credit_entries.id", "desc")
    .limit(LISTED + 1);
}

/** Orders by their state; deleted ones too, since they were paid for. A link is theirs that shows a picture to anybody. */
function ordersQuery({ db }: Services, userId: string, before: number | null) {
  return livingOrDeleted(db)
    .leftJoin("shares", "shares.generation_id", "generation_history.id")
    .select(["generation_history.id", "position", "model", "status", "cost", "error_code"])
    .select(["generation_history.created_at", "generation_history.completed_at", "shares.token"])
    .where("generation_history.user_id", "=", userId)
    .$if(before !== null, (query) => query.where("position", "<", before))
    .orderBy("position", "desc")
    .limit(LISTED + 1);
}

function purchasesQuery({ db }: Services, userId: string) {
  return db
    .selectFrom("purchases")
    .select(["id", "pack", "credits", "micro_usd", "state", "problem", "number", "created_at"])
    .where("user_id", "=", userId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(LISTED);
}

function sessionsQuery({ db }: Services, userId: string) {
  return db
    .selectFrom("sessions")
    .select(["created_at", "last_seen_at"])
    .where("user_id", "=", userId)
    .where("expires_at", ">", timestamp())
    .orderBy("last_seen_at", "desc")
    .limit(LISTED);
}

function actsOnQuery({ db }: Services, userId: string) {
  return db
    .selectFrom("operator_acts")
    .innerJoin("users as operator", "operator.id", "operator_acts.operator_id")
    .select(["operator_acts.id", "act", "amount", "reason", "operator_acts.created_at"])
    .select("operator.email as operator")
    .where("operator_acts.user_id", "=", userId)
    .orderBy("operator_acts.created_at", "desc")
    .orderBy("operator_acts.id", "desc")
    .limit(LISTED);
}
