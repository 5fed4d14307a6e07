import { type InferResult, sql } from "kysely";
import { isBlocked } from "~/accounts/role/role.server";
import type { Db } from "~/platform/db.server";
import { isUuid } from "~/platform/ids.server";
import type { Services } from "~/services.server";
import { LISTED } from "./limits";

/** What a list of people is ordered by, the largest first. */
export const PEOPLE_ORDERS = ["newest", "pictures", "spent"] as const;

export type PeopleOrder = (typeof PEOPLE_ORDERS)[number];

/** A place in such a list: what the person before it is ordered by, and their id. */
export type PeopleCursor = { value: string; id: string };

export type People = { q: string; order: PeopleOrder; before: PeopleCursor | null };

const CURSOR = /^([^_]{1,30})_([0-9a-f-]{36})$/;

/** Reads a cursor from an address; null for text that is none. */
export function readPeopleCursor(text: string): PeopleCursor | null {
  const [, value, id] = text.match(CURSOR) ?? [];
  return value !== undefined && isUuid(id) ? { value, id } : null;
}

/**
 * A page of people. Whoever is looked for is found by the beginning of their address or by their id; each order has an index,
 * and each page begins where the one before ended, so that none reads more than it shows.
 */
export async function listPeople(
  { db }: Services,
  { q, order, before }: People,
): Promise<{ people: ListedPerson[]; older: string | null }> {
  const rows = await (q ? found(db, q) : ordered(db, order, before)).execute();
  const people = rows.slice(0, LISTED);
  const last = people.at(-1);
  const isMore = rows.length > LISTED && last && !q;
  return { people, older: isMore ? `${orderedBy(last, order)}_${last.id}` : null };
}

export type ListedPerson = InferResult<ReturnType<typeof shown>>[number];

function found(db: Db, q: string) {
  const person = shown(db).limit(LISTED + 1);
  if (isUuid(q)) return person.where("users.id", "=", q);
  // By a range, since LIKE with a bound pattern takes no index. Addresses are compared without case.
  return person
    .where("users.email", ">=", q)
    .where("users.email", "<", `${q}\u{10FFFF}`)
    .orderBy("users.email");
}

function ordered(db: Db, order: PeopleOrder, before: PeopleCursor | null) {
  const person = shown(db).limit(LISTED + 1);
  const [by, id] =
    order === "newest"
      ? (["users.created_at", "users.id"] as const)
      : ([`person_totals.${order}`, "person_totals.user_id"] as const);
  return person
    .$if(order !== "newest", (query) => query.where("person_totals.user_id", "is not", null))
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(${sql.ref(by)}, ${sql.ref(id)}) < (${asOrdered(before?.value ?? "", order)}, ${before?.id ?? ""})`,
      ),
    )
    .orderBy(by, "desc")
    .orderBy(id, "desc");
}

const asOrdered = (value: string, order: PeopleOrder) => (order === "newest" ? value : Number(value));

function orderedBy(person: ListedPerson, order: PeopleOrder): string | number {
  if (order === "newest") return person.created_at;
  return person[order] ?? 0;
}

function shown(db: Db) {
  return db
    .selectFrom("users")
    .leftJoin("person_totals", "person_totals.user_id", "users.id")
    .select(["users.id", "users.email", "users.credits", "users.created_at"])
    .select(["person_totals.pictures", "person_totals.spent"])
    .select(isBlocked("users.id").as("is_blocked"));
}
