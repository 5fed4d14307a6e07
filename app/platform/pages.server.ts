import { sql } from "kysely";
import { isUuid } from "./ids.server";

/** A place in a list that is ordered by (created_at, id), newest first. */
export type Cursor = { created_at: string; id: string };

export function encodeCursor({ created_at, id }: Cursor): string {
  return `${created_at}_${id}`;
}

/** Null for no cursor. @throws a 404 response for text that is none. */
export function readCursor(request: Request): Cursor | null {
  const text = new URL(request.url).searchParams.get("before");
  if (text === null) return null;
  const [created_at = "", id = ""] = text.split("_");
  if (!ISO_TIMESTAMP.test(created_at) || !isUuid(id)) throw new Response(null, { status: 404 });
  return { created_at, id };
}

/** Row values, so that the index on (user_id, created_at, id) is entered at the right place at any depth. */
export function olderThan(table: string, { created_at, id }: Cursor) {
  return sql<boolean>`(${sql.ref(`${table}.created_at`)}, ${sql.ref(`${table}.id`)}) < (${created_at}, ${id})`;
}

const ISO_TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
